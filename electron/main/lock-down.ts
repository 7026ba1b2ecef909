import { app, type Session, type WebContents } from 'electron';
import type { Log } from './log.ts';
import { isOwnPage } from './origin.ts';

/** What the page may ask the system for: to copy text, and to show a picture on the whole screen. */
const grantedPermissions: readonly string[] = ['clipboard-sanitized-write', 'fullscreen'];

/** Electron grants every permission by default; here two are, to the app's own page. */
export function lockDownSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const isGranted = grantedPermissions.includes(permission) && isOwnPage(details.requestingUrl);
    if (!isGranted) log(`Refused the permission ${permission}.`);
    answer(isGranted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => grantedPermissions.includes(permission) && isOwnPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    // The page saves its exports from blobs of its own; nothing else is ever downloaded.
    if (isOwnPage(item.getURL().replace(/^blob:/, '')) && item.getURL().startsWith('blob:')) return;
    log('Refused a download.');
    event.preventDefault();
  });
}

/** Keeps every page, now and later, where it is: no other address, no window, no embedded page. */
export function lockDownContents(log: Log): void {
  app.on('web-contents-created', (_event, contents) => lockDown(contents, log));
}

function lockDown(contents: WebContents, log: Log): void {
  const stay = (event: { preventDefault(): void }, address: string) => {
    if (isOwnPage(address)) return;
    event.preventDefault();
    log(`Refused to go to ${shorten(address)}.`);
  };
  // Older versions give the address only beside the event.
  contents.on('will-navigate', (event, address) => stay(event, event.url ?? address));
  contents.on('will-redirect', (event, address) => stay(event, event.url ?? address));
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame) return stay(event, event.url);
    event.preventDefault();
    log(`Refused a frame with ${shorten(event.url)}.`);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log('Refused an embedded page.');
  });
  contents.setWindowOpenHandler(({ url }) => {
    log(`Refused to open a window with ${shorten(url)}.`);
    return { action: 'deny' };
  });
}

/** An address for the log: without its query, which may hold something private. */
function shorten(address: string): string {
  return address.split(/[?#]/, 1)[0]?.slice(0, 200) ?? '';
}
