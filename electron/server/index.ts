import { join } from 'node:path';
import open from 'open';
import { defaultUserData, findAppFolders, isSource } from '#core/host/app-folders.ts';
import { readHostOptions } from '#core/host/host-options.ts';
import { startWebHost, type WebHost } from './web-host.ts';
import { createWebPlatform, readVersion } from './web-platform.ts';

/** The web host: the app in a browser, for machines without Electron or a display, for tests and development. */
const entry = import.meta.filename;

async function main(): Promise<void> {
  const options = readHostOptions(process.argv.slice(2), process.cwd());
  const folders = findAppFolders(entry);
  const version = readVersion(join(folders.resources, '../package.json'));
  const host = await startWebHost({
    platform: createWebPlatform(folders, version, options.userData ?? defaultUserData()),
    page: folders.page,
    port: options.port,
    library: options.library,
    report: (line) => console.error(line),
    ...(isSource(entry) ? developmentOptions() : {}),
  });
  endOnSignals(host);
  if (!host.opened.ok) console.error(`The library was not opened: ${host.opened.error.message}`);
  console.log(`Open ${host.url}`);
  if (options.opensBrowser) await open(host.url);
}

/** What the development script sets, so that a page survives the restart of its host. */
function developmentOptions() {
  // Node's watcher would have the picture worker report its imports, among the worker's own answers.
  delete process.env.WATCH_REPORT_DEPENDENCIES;
  return {
    developmentUrl: process.env.ELECTRON_RENDERER_URL,
    token: process.env.PROFILE_TESTER_DEVELOPMENT_TOKEN,
  };
}

/** The first signal saves and ends; the second ends at once. */
function endOnSignals(host: WebHost): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void host.close().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

function fail(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code === 'EADDRINUSE' ? 'This port is in use. Choose another with --port.' : message);
  process.exit(1);
}

main().catch(fail);
