import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findElectron } from './find-electron.ts';
import { root } from './project.ts';

/** Kept with the installation, so that a new one tries again. */
const failureNote = join(root, 'node_modules/.cache/electron-download-failed');

const limits = { reach: 5_000, download: 300_000 };

/**
 * Electron's binary, downloaded by its own installer when it is not here yet. Its package has no install
 * script, so nobody else does. Tried once for an installation, only where the host of the downloads
 * answers, and never longer than five minutes.
 */
export async function getElectron(): Promise<string | undefined> {
  const found = findElectron();
  if (found || existsSync(failureNote)) return found;
  if (await isReachable(process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron')) {
    console.error('Downloading Electron, once …');
    spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
      cwd: root,
      stdio: 'ignore',
      timeout: limits.download,
    });
  }
  const downloaded = findElectron();
  if (!downloaded) {
    mkdirSync(dirname(failureNote), { recursive: true });
    writeFileSync(failureNote, `${new Date().toISOString()}\n`);
  }
  return downloaded;
}

async function isReachable(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(limits.reach) });
    return response.status < 500;
  } catch {
    return false;
  }
}
