import { app, type BrowserWindow, session } from 'electron';
import ElectronStore from 'electron-store';
import { type Core, createCore } from '#core/core.ts';
import { defaultUserData, findAppFolders } from '#core/host/app-folders.ts';
import { type HostOptions, readHostOptions } from '#core/host/host-options.ts';
import { createPage } from '#core/host/page.ts';
import type { KeyValueStore } from '#core/platform.ts';
import { channels } from '../preload/channels.ts';
import { createElectronPlatform } from './electron-platform.ts';
import { answerCalls, forwardEvents } from './ipc.ts';
import { lockDownContents, lockDownSession } from './lock-down.ts';
import { describeError, type Log, openLog } from './log.ts';
import { focusWindow, openMainWindow } from './main-window.ts';
import { setMenu } from './menu.ts';
import { pictureScheme } from './origin.ts';
import { registerSchemes, serveSchemes } from './schemes.ts';

/** The desktop app: wires Electron to the core and holds nothing itself. */
const folders = findAppFolders(import.meta.filename);

function main(): void {
  const options = readHostOptions(process.argv.slice(1), process.cwd());
  const userData = options.userData ?? defaultUserData();
  app.setPath('userData', userData);
  const log = openLog(userData);
  process.on('uncaughtException', (error) => log(describeError(error)));
  process.on('unhandledRejection', (error) => log(describeError(error)));
  if (!app.requestSingleInstanceLock({ library: options.library ?? null })) {
    // The first start gets the library and comes to the front.
    app.exit(0);
    return;
  }
  registerSchemes();
  lockDownContents(log);
  void app.whenReady().then(() => run(options, userData, log));
}

async function run(options: HostOptions, userData: string, log: Log): Promise<void> {
  const settings: KeyValueStore = new ElectronStore<Record<string, unknown>>({
    cwd: userData,
    name: 'settings',
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: true,
  });
  const core = createCore(createElectronPlatform(folders, userData, settings));
  const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  const page = createPage(folders.page, { pictures: `${pictureScheme}:`, developmentUrl });
  lockDownSession(session.defaultSession, log);
  serveSchemes(session.defaultSession, core, page, log);
  answerCalls(core, log);

  let window: BrowserWindow | undefined;
  const contents = () => (window && !window.isDestroyed() ? window.webContents : undefined);
  const showWindow = () => {
    if (window && !window.isDestroyed()) return focusWindow(window);
    window = openMainWindow(folders.preload, settings, log);
    window.webContents.on('render-process-gone', (_event, { reason }) => log(`The page is gone: ${reason}.`));
  };
  forwardEvents(core, contents);
  setMenu({
    platform: process.platform,
    isDeveloping: !app.isPackaged,
    run: (command) => contents()?.send(channels.event, 'menu.command', { command }),
  });
  app.on('second-instance', (_event, _argv, _folder, data) => {
    showWindow();
    openWished(core, data, log);
  });
  app.on('activate', () => showWindow());
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  closeBeforeQuitting(core, log);

  const opened = await core.start(options.library === undefined ? {} : { folder: options.library });
  if (!opened.ok) log(`The library was not opened: ${opened.error.detail ?? opened.error.message}`);
  showWindow();
}

/** Opens the library that a second start was given. */
function openWished(core: Core, data: unknown, log: Log): void {
  const library = (data as { library?: unknown } | null)?.library;
  if (typeof library !== 'string') return;
  void core.call('library.open', { folder: library }).then((result) => {
    if (!result.ok) log(`The library was not opened: ${result.error.message}`);
  });
}

/** Finishes what is being saved before the process ends; windows are closed by then. */
function closeBeforeQuitting(core: Core, log: Log): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    void core
      .close()
      .catch((error: unknown) => log(describeError(error)))
      .finally(() => app.exit());
  });
}

main();
