import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** Starts a Chromium without a window; see `findChromium` for which one. */
export async function launchChromium(): Promise<Browser> {
  const { path } = await findChromium();
  // Containers often have no user namespaces, which the sandbox needs; only the app's own page is loaded.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'], chromiumSandbox: false });
}
