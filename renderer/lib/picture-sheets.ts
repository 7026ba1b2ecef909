import { createSheetReader, mostPerSheet, type SheetPart, sheetUrl } from '#shared/model/picture-sheet.ts';

/** A thumbnail that an image is to show. */
export interface WantedPicture {
  image: Pick<HTMLImageElement, 'src'>;
  id: string;
  /** Of the thumbnail, in pixels. */
  width: number;
  /** The picture's own address. */
  url: string;
}

export interface PictureSheets {
  /** Shows a picture as soon as it is there; returns the function that calls it off. */
  show(wanted: WantedPicture): () => void;
  /** Sends for what was asked for so far, ahead of what is asked for next, instead of at the turn's end. */
  send(): void;
}

/** Fewer are asked for one by one, where the browser may have them already. */
const fewest = 4;
/** A browser has six connections to a host; calls and events need theirs. */
const mostAtOnce = 3;

/**
 * Asks for thumbnails many at a time. What a sheet does not bring, for whatever reason, the image asks for
 * itself, and its own events tell how that went.
 */
export function createPictureSheets(get: typeof fetch = (...request) => fetch(...request)): PictureSheets {
  let asked: Wanted[] = [];
  const waiting: Sheet[] = [];
  let running = 0;

  function send(): void {
    const all = asked.filter(({ isOff }) => !isOff);
    asked = [];
    for (const width of new Set(all.map((wanted) => wanted.width))) {
      const group = all.filter((wanted) => wanted.width === width);
      if (group.length < fewest) for (const wanted of group) wanted.image.src = wanted.url;
      else waiting.push(...cutIntoSheets(width, group));
    }
    goOn();
  }

  function goOn(): void {
    while (running < mostAtOnce) {
      const sheet = waiting.shift();
      if (!sheet) return;
      if (sheet.stop.signal.aborted) continue;
      running += 1;
      void load(sheet, get).finally(() => {
        running -= 1;
        goOn();
      });
    }
  }

  return {
    show(picture) {
      const wanted: Wanted = { ...picture, isOff: false, callOff: () => undefined };
      if (asked.length === 0) queueMicrotask(send);
      asked.push(wanted);
      return () => {
        wanted.isOff = true;
        wanted.callOff();
      };
    },
    send,
  };
}

/** An image that is still loading goes on loading after it left the page, unless told not to. */
export function stopLoading(image: HTMLImageElement): void {
  if (!image.complete) image.removeAttribute('src');
}

/** The page's one queue of sheets. */
export const pictureSheets: PictureSheets = createPictureSheets();

interface Wanted extends WantedPicture {
  /** Nobody waits for it any more, or it is there. */
  isOff: boolean;
  /** Tells the sheet that it is part of. */
  callOff(): void;
}

interface Sheet {
  width: number;
  pictures: readonly Wanted[];
  /** Fires when nobody waits for any of its pictures. */
  stop: AbortController;
}

function cutIntoSheets(width: number, group: readonly Wanted[]): Sheet[] {
  const count = Math.ceil(group.length / mostPerSheet);
  return Array.from({ length: count }, (_, index) => {
    const pictures = group.slice(index * mostPerSheet, (index + 1) * mostPerSheet);
    const stop = new AbortController();
    for (const wanted of pictures) {
      wanted.callOff = () => {
        if (pictures.every(({ isOff }) => isOff)) stop.abort();
      };
    }
    return { width, pictures, stop };
  });
}

/** Never rejects. */
async function load({ width, pictures, stop }: Sheet, get: typeof fetch): Promise<void> {
  try {
    const ids = pictures.map(({ id }) => id);
    const response = await get(sheetUrl(ids, width), { signal: stop.signal });
    if (response.ok && response.body) await readSheet(response.body, pictures);
  } catch {
    // Each picture that is missing now says what is wrong when it is asked for by itself.
  }
  for (const wanted of pictures) {
    if (!wanted.isOff) wanted.image.src = wanted.url;
    wanted.isOff = true;
  }
}

async function readSheet(body: ReadableStream<Uint8Array>, pictures: readonly Wanted[]): Promise<void> {
  const read = createSheetReader();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const part of read(value)) showPart(part, pictures[part.place]);
  }
}

function showPart({ picture }: SheetPart, wanted: Wanted | undefined): void {
  if (!wanted || wanted.isOff) return;
  wanted.image.src = picture ? dataUrl(picture.mediaType, picture.bytes) : wanted.url;
  wanted.isOff = true;
}

/** An address that holds the picture itself, which an image shows without asking anybody. */
function dataUrl(mediaType: string, bytes: Uint8Array): string {
  let text = '';
  // As many as fit into one call's arguments.
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return `data:${mediaType};base64,${btoa(text)}`;
}
