/**
 * Many thumbnails in one answer. A browser asks for few things at once and takes milliseconds for each, so a
 * page of thirty pictures is there in half the time when they come together. A sheet is a row of parts, in
 * the order in which they are ready: place in the request (4 bytes), type (1 byte), length (4 bytes), then
 * the picture's bytes; numbers are big-endian.
 */
export interface SheetPart {
  /** Which of the pictures that were asked for, from 0. */
  place: number;
  /** Null when the picture could not be had; why is said when it is asked for by itself. */
  picture: { mediaType: SheetMediaType; bytes: Uint8Array } | null;
}

export type SheetMediaType = (typeof mediaTypes)[number];

/** Most pictures of one sheet, so that the first do not wait long for the last. */
export const mostPerSheet = 32;

const mediaTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
const nothing = 255;
const headLength = 9;

/** Path of sheets, on the page's own origin on both hosts; no picture's id is that short. */
export const sheetPath = '/img/sheet';

/** The address of a sheet. */
export function sheetUrl(ids: readonly string[], width: number): string {
  return `${sheetPath}?w=${width}&ids=${ids.join(',')}`;
}

/** The head of a part; the picture's bytes follow it. */
export function sheetPartHead({ place, picture }: SheetPart): Uint8Array {
  const head = new Uint8Array(headLength);
  const view = new DataView(head.buffer);
  view.setUint32(0, place);
  view.setUint8(4, picture ? mediaTypes.indexOf(picture.mediaType) : nothing);
  view.setUint32(5, picture?.bytes.length ?? 0);
  return head;
}

/**
 * Takes a sheet's bytes as they arrive, cut anywhere; returns the parts that each piece completes.
 * @throws for bytes that are no sheet.
 */
export function createSheetReader(): (piece: Uint8Array) => SheetPart[] {
  let rest: Uint8Array = new Uint8Array();
  return (piece) => {
    rest = joined(rest, piece);
    const parts: SheetPart[] = [];
    let at = 0;
    while (rest.length - at >= headLength) {
      const view = new DataView(rest.buffer, rest.byteOffset + at, headLength);
      const length = view.getUint32(5);
      if (rest.length - at < headLength + length) break;
      const bytes = rest.subarray(at + headLength, at + headLength + length);
      parts.push({ place: view.getUint32(0), picture: pictureOf(view.getUint8(4), bytes) });
      at += headLength + length;
    }
    rest = rest.subarray(at);
    return parts;
  };
}

function pictureOf(type: number, bytes: Uint8Array): SheetPart['picture'] {
  if (type === nothing) return null;
  const mediaType = mediaTypes[type];
  if (mediaType === undefined) throw new Error('This is no sheet of pictures.');
  return { mediaType, bytes };
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (before.length === 0) return after;
  const both = new Uint8Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  return both;
}
