import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.ts';

/** The executable inside Electron's `dist` folder. */
const executables: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * The Electron binary that is on this machine, in this order: `ELECTRON_PATH`, `ELECTRON_OVERRIDE_DIST_PATH`,
 * what the npm package has downloaded. Never downloads one: importing the package would.
 */
export function findElectron(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const executable = executables[process.platform] ?? 'electron';
  const { ELECTRON_PATH, ELECTRON_OVERRIDE_DIST_PATH } = environment;
  const candidates = [
    ELECTRON_PATH,
    ELECTRON_OVERRIDE_DIST_PATH && join(ELECTRON_OVERRIDE_DIST_PATH, executable),
    downloaded(),
  ];
  return candidates.find((candidate) => candidate && existsSync(candidate)) || undefined;
}

function downloaded(): string | undefined {
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  return existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : undefined;
}

/** Why no window can be opened here; undefined when one can. */
export function findWindowObstacle(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (process.platform !== 'linux') return undefined;
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display here';
  if (process.getuid?.() === 0) return 'Electron does not run as root';
  return undefined;
}
