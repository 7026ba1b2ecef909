/** Where the page lives. A scheme of its own, so that no file and no web page shares its origin. */
export const pageScheme = 'app';
export const pageHost = 'ui';
export const pageAddress = `${pageScheme}://${pageHost}/`;

/** Where pictures come from: `app-image://img/<id>`. */
export const pictureScheme = 'app-image';
export const pictureHost = 'img';

/** Whether an address belongs to the app's own page; false for what is no address. */
export function isOwnPage(address: string): boolean {
  // A custom scheme's `origin` is opaque in Node, so its parts are compared.
  return hasPlace(address, pageScheme, pageHost);
}

/** Whether an address has this scheme and host, and neither port nor user. */
export function hasPlace(address: string, scheme: string, host: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
}
