import { app, BrowserWindow, dialog, safeStorage, shell } from 'electron';
import { type AppFolders, cacheFolder, systemUserName } from '#core/host/app-folders.ts';
import type { KeyValueStore, Platform } from '#core/platform.ts';
import { startImageWorker } from './image-worker.ts';
import { createSecretStore } from './secret-store.ts';

/** The platform of the desktop app. */
export function createElectronPlatform(
  folders: AppFolders,
  userData: string,
  settings: KeyValueStore,
): Platform {
  return {
    kind: 'electron',
    version: app.getVersion(),
    userData,
    cache: cacheFolder(userData),
    resources: folders.resources,
    userName: systemUserName(),
    settings,
    secrets: createSecretStore(safeStorage, settings),
    environment: process.env,
    startImageWorker: () => startImageWorker(folders.imageWorker),
    pickFolder,
    reveal: async (path) => {
      const problem = await shell.openPath(path);
      if (problem !== '') throw new Error(problem);
    },
    openExternal: (url) => shell.openExternal(url),
  };
}

async function pickFolder(title: string): Promise<string | null> {
  const options = {
    title,
    properties: ['openDirectory', 'createDirectory'],
  } satisfies Electron.OpenDialogOptions;
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return filePaths[0] ?? null;
}
