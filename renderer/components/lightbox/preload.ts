import { bridge } from '#renderer/lib/bridge.ts';
import { type PictureFile, pictureUrl } from '#shared/model/picture.ts';

/** Pictures kept decoded around the one that is shown; more would only fill the memory. */
const kept = 10;

const images = new Map<string, { image: HTMLImageElement; isReady: boolean }>();

export function fullUrl(picture: PictureFile): string {
  return pictureUrl(bridge.pictureBase, picture, 'full');
}

/** Loads and decodes a picture ahead, so that showing it takes no time. */
export function preloadPicture(picture: PictureFile): void {
  const url = fullUrl(picture);
  const known = images.get(url);
  images.delete(url);
  const entry = known ?? { image: new Image(), isReady: false };
  images.set(url, entry);
  if (!known) {
    entry.image.src = url;
    // What cannot be decoded says so when it is shown.
    entry.image.decode().then(
      () => {
        entry.isReady = true;
      },
      () => images.delete(url),
    );
  }
  for (const [oldest, { image }] of images) {
    if (images.size <= kept) break;
    image.removeAttribute('src');
    images.delete(oldest);
  }
}

/** Whether a picture can be shown in full at once. */
export function isPreloaded(picture: PictureFile): boolean {
  return images.get(fullUrl(picture))?.isReady ?? false;
}

/** Lets go of everything that was loaded ahead. */
export function forgetPreloaded(): void {
  for (const { image } of images.values()) image.removeAttribute('src');
  images.clear();
}
