import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { KeyValueStore } from '#core/platform.ts';
import { describeError, type Log } from './log.ts';
import { pageAddress } from './origin.ts';
import { windowOptions } from './window-options.ts';
import { placeWindow, readWindowState, type WindowState } from './window-state.ts';

const stateKey = 'window';

/** Opens the app's window where it was last, and keeps where it is when it is closed. */
export function openMainWindow(preload: string, store: KeyValueStore, log: Log): BrowserWindow {
  const state = readWindowState(store.get(stateKey));
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const place = placeWindow(
    state,
    [primary, ...others].map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow(windowOptions(preload, place, nativeTheme.shouldUseDarkColors));
  if (state?.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => store.set(stateKey, stateOf(window)));
  window.loadURL(pageAddress).catch((error: unknown) => log(describeError(error)));
  return window;
}

/** Brings the window to the front, as a second start of the app does. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function stateOf(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}
