/** A picture that the browser holds decoded, so that showing it takes no time. */
interface LoadedPicture {
  image: HTMLImageElement;
  /** Width over height. */
  ratio: number;
}

interface Holding {
  promise: Promise<LoadedPicture>;
  loaded?: LoadedPicture;
}

/** Pictures held decoded; a full one takes about 4 MB of memory. */
const held = 12;
const holdings = new Map<string, Holding>();

/** Loads and decodes a picture ahead of its showing; the most recent dozen are held. */
export function loadPicture(url: string): Promise<LoadedPicture> {
  const known = holdings.get(url);
  holdings.delete(url);
  const holding = known ?? startLoading(url);
  holdings.set(url, holding);
  for (const oldest of holdings.keys()) {
    if (holdings.size <= held) break;
    holdings.delete(oldest);
  }
  return holding.promise;
}

/** The picture, when it is loaded and decoded already. */
export function loadedPicture(url: string): LoadedPicture | undefined {
  return holdings.get(url)?.loaded;
}

function startLoading(url: string): Holding {
  const image = new Image();
  image.src = url;
  const holding: Holding = {
    promise: image.decode().then(
      () => {
        holding.loaded = { image, ratio: image.naturalWidth / image.naturalHeight || 1 };
        return holding.loaded;
      },
      (error: unknown) => {
        // A picture that failed once may be there the next time it is asked for.
        holdings.delete(url);
        throw error;
      },
    ),
  };
  return holding;
}
