import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '../..');

/** The built app in Electron, with its first window. */
export interface LaunchedApp {
  app: ElectronApplication;
  page: Page;
  userData: string;
  /** Ends it, and deletes what it kept unless that was given. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder for settings; a new one unless given. */
  userData?: string;
  library?: string;
}

/** Starts the app in the Electron that `ELECTRON_PATH` names, and waits for its window. */
export async function launchApp({ userData, library }: LaunchOptions = {}): Promise<LaunchedApp> {
  const folder = userData ?? (await mkdtemp(join(tmpdir(), 'profile-tester-electron-')));
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: appArguments(folder, library),
    cwd: root,
    // The app is far quicker; this only ends what hangs.
    timeout: 60_000,
  });
  return {
    app,
    page: await app.firstWindow(),
    userData: folder,
    async close() {
      await app.close();
      if (userData === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

export function electronPath(): string {
  const path = process.env.ELECTRON_PATH;
  if (path && existsSync(path)) return path;
  throw new Error('ELECTRON_PATH names no Electron; `npm run test:electron` finds one.');
}

export function appArguments(userData: string, library?: string): string[] {
  return [
    // Chromium's own sandbox refuses root, as which containers run. The page's sandbox is checked apart.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    root,
    '--user-data',
    userData,
    ...(library === undefined ? [] : ['--library', library]),
  ];
}
