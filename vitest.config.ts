import { defineConfig } from 'vitest/config';

/** Tests of modules, beside what they test. The whole app: `e2e/vitest.config.ts`, `e2e/electron/vitest.config.ts`. */
export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,scripts,bench}/**/*.test.{ts,tsx}'],
    // Limits for what hangs, not measures: a slow machine may take its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
