import { readFileSync } from 'node:fs';
import Conf from 'conf';
import open from 'open';
import { type AppFolders, cacheFolder, systemUserName } from '#core/host/app-folders.ts';
import { forkImageWorker } from '#core/images/fork-image-worker.ts';
import type { Platform } from '#core/platform.ts';
import { noSecretStore } from '#core/secrets/no-secret-store.ts';

/** The platform of the web host: no folder dialog and no file manager, for the page is only a browser's. */
export function createWebPlatform(folders: AppFolders, version: string, userData: string): Platform {
  const settings = new Conf<Record<string, unknown>>({
    cwd: userData,
    configName: 'settings',
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: true,
  });
  return {
    kind: 'web',
    version,
    userData,
    cache: cacheFolder(userData),
    resources: folders.resources,
    userName: systemUserName(),
    settings,
    secrets: noSecretStore,
    environment: process.env,
    startImageWorker: () => forkImageWorker(folders.imageWorker),
    openExternal: async (url) => void (await open(url)),
  };
}

/** The version in the app's `package.json`. */
export function readVersion(packageFile: string): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  return version;
}
