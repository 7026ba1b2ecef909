import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/support/project.ts';
import { appRoot } from './app-host.ts';
import { findChromium } from './find-chromium.ts';

/**
 * Brings the build up to date, unless the tests are pointed at another one, and gives all tests one folder
 * for their temporary files.
 * @returns what takes that folder away at the end.
 */
export async function setup(): Promise<() => void> {
  if (appRoot === undefined) ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'profile-tester-e2e-'));
  process.env.TMPDIR = folder;
  process.env.TEMP = folder;
  // A browser that comes packed is unpacked once: two workers that do it at once stumble over each other.
  await findChromium();
  return () => rmSync(folder, { recursive: true, force: true });
}
