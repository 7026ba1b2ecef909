import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const minute = 60_000;

/** The whole app in a real browser: `vitest run --config e2e/vitest.config.ts`. */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['e2e/pages/**/*.e2e.ts'],
    globalSetup: ['e2e/support/global-setup.ts'],
    // Limits for what hangs, not measures: a slow machine may take its time.
    testTimeout: 2 * minute,
    hookTimeout: 2 * minute,
    teardownTimeout: minute,
    expect: { poll: { timeout: minute / 2, interval: 25 } },
    maxWorkers: 2,
  },
});
