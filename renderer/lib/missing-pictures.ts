const missing = new Map<object, () => void>();

/** More than any page shows at once; what is beyond is shown anew when it comes into view again. */
const mostKept = 2_000;

/**
 * Notes a picture that could not be had, such as one in a bucket while that cannot be reached.
 * @param place what shows it; one that fails again takes the place of its former failure.
 */
export function noteMissing(place: object, tryAgain: () => void): void {
  if (missing.size < mostKept || missing.has(place)) missing.set(place, tryAgain);
}

/** Asks for every picture again that could not be had. */
export function tryMissingAgain(): void {
  const all = [...missing.values()];
  missing.clear();
  for (const tryAgain of all) tryAgain();
}

/** Leaves an image empty that could not be loaded, without the browser's sign for a broken one, until the next try. */
export function emptyUntilNextTry(image: HTMLImageElement): void {
  const { src } = image;
  image.removeAttribute('src');
  noteMissing(image, () => {
    // Meanwhile the same element may have been given another picture.
    if (image.isConnected && !image.hasAttribute('src')) image.src = src;
  });
}
