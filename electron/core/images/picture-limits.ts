/** What a picture may be at most, and the sizes in which thumbnails are made. */

/** Largest picture that is decoded, in pixels; read from the header, before any decoding. */
export const maxPixels = 100_000_000;

/** Largest picture file that is taken in, in bytes. */
export const maxFileBytes = 200 * 1024 * 1024;

/** Longest side of the compact JPEG, in pixels, as the predecessor writes it. */
export const compactSide = 1024;

/** JPEG quality of the compact picture, as the predecessor writes it. */
export const compactQuality = 90;

/** Widths in pixels in which thumbnails exist; every request is rounded up to one of them. */
export const thumbnailWidths = [160, 240, 320, 480, 640, 960] as const;

export type ThumbnailWidth = (typeof thumbnailWidths)[number];

export const defaultThumbnailWidth: ThumbnailWidth = 480;

/** How many times higher than its width a thumbnail may be, so that a ribbon of a picture stays small. */
export const maxThumbnailRatio = 4;

/** The smallest thumbnail width that is not under `width`, or the largest there is. */
export function snapWidth(width: number): ThumbnailWidth {
  return thumbnailWidths.find((step) => step >= width) ?? 960;
}
