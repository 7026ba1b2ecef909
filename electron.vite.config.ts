import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const fromRoot = (path: string) => resolve(import.meta.dirname, path);

/** The oldest engines that the app has to run in: those of the Electron that smoke tests use. */
const pageTarget = 'chrome108';
const mainTarget = 'node16.17';

const developmentPort = Number(process.env.DEVELOPMENT_PORT ?? 5173);

/**
 * Everything is bundled, because a CommonJS bundle can not take every package in by `require`; only what
 * loads a binary of its own stays outside.
 */
const stayOutside = ['electron', 'sharp'];

export default defineConfig({
  main: {
    build: {
      outDir: fromRoot('out/main'),
      target: mainTarget,
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: fromRoot('electron/main/index.ts'),
          server: fromRoot('electron/server/index.ts'),
          'image-worker': fromRoot('electron/core/images/image-worker.ts'),
        },
        external: stayOutside,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: fromRoot('out/preload'),
      target: mainTarget,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: fromRoot('electron/preload/index.ts') },
        external: stayOutside,
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: fromRoot('renderer'),
    plugins: [react()],
    css: { postcss: fromRoot('.') },
    // The hosts put a new nonce into every answer in the place of this.
    html: { cspNonce: '__CSP_NONCE__' },
    // The page comes through a host, so its socket has to be told where the development server is.
    server: {
      host: '127.0.0.1',
      port: developmentPort,
      strictPort: true,
      hmr: { host: '127.0.0.1', clientPort: developmentPort },
    },
    build: {
      outDir: fromRoot('out/renderer'),
      target: pageTarget,
      cssTarget: pageTarget,
      // Inlined fonts and pictures would need `data:` in the content security policy.
      assetsInlineLimit: 0,
      minify: true,
      rollupOptions: { input: fromRoot('renderer/index.html') },
    },
  },
});
