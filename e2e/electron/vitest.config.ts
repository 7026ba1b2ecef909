import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const minute = 60_000;

/** The built app in a real Electron; `npm run test:electron` finds one and sets what it needs. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['e2e/electron/**/*.e2e.ts'],
    testTimeout: 2 * minute,
    hookTimeout: minute,
    expect: { poll: { timeout: minute / 2, interval: 25 } },
    fileParallelism: false,
  },
});
