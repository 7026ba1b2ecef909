import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '../..');

const builtStamp = join(root, 'out/.built');

/** What the build is made from. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'resources/midjourney-parameters.json',
  'electron.vite.config.ts',
  'postcss.config.cjs',
  'package-lock.json',
];

/** Builds main, preload and page into `out/` when a source is newer than the last build. */
export function ensureBuilt(): void {
  const built = existsSync(builtStamp) ? statSync(builtStamp).mtimeMs : 0;
  if (sources.every((source) => newest(join(root, source)) <= built)) return;
  console.error('Building the app …');
  build();
}

/**
 * Builds anew.
 * @throws Error with the tool's output when it fails.
 */
export function build(): void {
  const startedAt = new Date();
  rmSync(builtStamp, { force: true });
  runStep('scripts/collect-licences.ts');
  runStep('node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn');
  // A source that was changed during the build is newer than this.
  writeFileSync(builtStamp, startedAt.toISOString());
}

function runStep(script: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
}

/** When the newest file or folder at or below `path` was changed, in milliseconds since 1970. */
function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(found.mtimeMs, ...inside);
}
