import { existsSync } from 'node:fs';

/** Where systems install a Chromium. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export interface ChromiumBinary {
  path: string;
  /** `CHROME_PATH`, `system` or the package's name. */
  from: string;
}

/** A Chromium for browser tests: `CHROME_PATH`, else the system's, else the one that an npm package carries. */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<ChromiumBinary> {
  const { CHROME_PATH } = environment;
  if (CHROME_PATH) return { path: CHROME_PATH, from: 'CHROME_PATH' };
  const installed = usualPlaces.find((path) => existsSync(path));
  if (installed) return { path: installed, from: 'system' };
  // Makes the package bring NSS and expat too, which a bare Debian lacks; read when it is imported.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return { path: await chromium.executablePath(), from: '@sparticuz/chromium' };
}
