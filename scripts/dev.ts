import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { loadConfigFromFile } from 'electron-vite';
import { createServer } from 'vite';
import { findElectron, findWindowObstacle } from './support/find-electron.ts';
import { root } from './support/project.ts';

/**
 * `npm run dev`: the page reloads what changes, and the core starts again when it changes. In Electron where
 * that is possible, else, or with `--web`, in the browser; both take the arguments of `npm start`.
 */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const hostArguments = args.filter((argument) => argument !== '--web');
  const electron = args.includes('--web') ? undefined : findElectron();
  const obstacle = electron === undefined ? 'there is no Electron binary here' : findWindowObstacle();
  if (electron !== undefined && obstacle === undefined) return developInElectron(electron, hostArguments);
  if (!args.includes('--web')) console.error(`Developing in the browser, because ${obstacle}.`);
  await developInBrowser(hostArguments);
}

function developInElectron(electron: string, hostArguments: string[]): void {
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  follow(
    spawn(process.execPath, [tool, 'dev', '--watch', '--', ...hostArguments], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ELECTRON_EXEC_PATH: electron },
    }),
  );
}

/** The page comes from vite; the web host runs from source and is started again by Node's own watcher. */
async function developInBrowser(hostArguments: string[]): Promise<void> {
  const loaded = await loadConfigFromFile({ command: 'serve', mode: 'development' }, undefined, root);
  const server = await createServer({ ...loaded.config.renderer, configFile: false });
  await server.listen();
  const developmentUrl = server.resolvedUrls?.local[0];
  if (developmentUrl === undefined) throw new Error('The development server has no address.');
  const host = spawn(
    process.execPath,
    // It prints its address; opening that anew at every restart would only be in the way.
    [
      '--watch',
      '--watch-preserve-output',
      join(root, 'electron/server/index.ts'),
      '--no-open',
      ...hostArguments,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        ELECTRON_RENDERER_URL: developmentUrl,
        PROFILE_TESTER_DEVELOPMENT_TOKEN: randomBytes(24).toString('base64url'),
      },
    },
  );
  host.on('exit', () => void server.close());
  follow(host);
}

function follow(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
}

await main();
