import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

/**
 * What the page's process may do: the defaults of a hardened app, written out and frozen, so that a test
 * holds every key and no later default loosens one.
 */
export const webPreferences: Readonly<WebPreferences> = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  // The spell checker would fetch its dictionaries from the network.
  spellcheck: false,
});

/** The smallest window that every page is laid out for. */
const smallest = { width: 800, height: 560 };

/** Options of the app's window. */
export function windowOptions(
  preload: string,
  place: { x?: number; y?: number; width: number; height: number },
  isDark: boolean,
): BrowserWindowConstructorOptions {
  return {
    ...place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Midjourney Profile Tester',
    // Shown once the page has drawn itself, on the page's own ground until then.
    show: false,
    backgroundColor: isDark ? '#101113' : '#fafafa',
    webPreferences: { ...webPreferences, preload },
  };
}
