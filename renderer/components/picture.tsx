import { useCallback, useLayoutEffect, useState } from 'react';
import { askAhead } from '#renderer/lib/ask-ahead.ts';
import { bridge } from '#renderer/lib/bridge.ts';
import { noteMissing } from '#renderer/lib/missing-pictures.ts';
import { pictureSheets, stopLoading } from '#renderer/lib/picture-sheets.ts';
import { type PictureFile, pictureUrl } from '#shared/model/picture.ts';
import { MissingPicture } from './missing-picture.tsx';
import styles from './picture.module.css';

export interface PictureProps {
  picture: PictureFile;
  /** Width on the page in CSS pixels, from which the thumbnail follows; `full` for the file itself. */
  width: number | 'full';
  /** What it shows; empty where a text beside it says so. */
  alt: string;
  fit?: 'cover' | 'contain';
  /** Loads at once, even outside the window, together with others. */
  eager?: boolean;
  className?: string;
}

/** A picture of the library as a thumbnail; fills its parent, with a quiet ground until it is there. */
export function Picture({ picture, width, alt, fit = 'cover', eager = false, className }: PictureProps) {
  const pixels = width === 'full' ? 'full' : thumbnailWidth(width);
  const source = pictureUrl(bridge.pictureBase, picture, pixels);
  const [failed, setFailed] = useState<string>();
  const isTogether = eager && pixels !== 'full';
  const showTogether = useCallback(
    (image: HTMLImageElement) => {
      if (pixels === 'full') return undefined;
      const callOff = pictureSheets.show({ image, id: picture.id, width: pixels, url: source });
      return () => {
        callOff();
        stopLoading(image);
      };
    },
    [picture.id, pixels, source],
  );
  useLayoutEffect(() => askAhead(picture), [picture]);
  return (
    <span className={`${styles.frame} ${className ?? ''}`}>
      {failed === source ? (
        <MissingPicture alt={alt} hasRoom={width === 'full' || width >= roomForWords} />
      ) : (
        <img
          {...(isTogether ? { ref: showTogether } : { src: source })}
          className={fit === 'cover' ? styles.cover : styles.contain}
          alt={alt}
          decoding="async"
          loading={eager ? 'eager' : 'lazy'}
          draggable={false}
          onError={() => {
            setFailed(source);
            noteMissing(setFailed, () => setFailed(undefined));
          }}
        />
      )}
    </span>
  );
}

/** Width in CSS pixels from which there is room to say in words that a picture cannot be shown. */
const roomForWords = 160;

const thumbnailWidths = [160, 240, 320, 480, 640, 960];

/** Few widths, so that the same thumbnail serves many places and sizes. */
export function thumbnailWidth(width: number): number {
  const pixels = width * Math.min(window.devicePixelRatio, 2);
  return thumbnailWidths.find((step) => step >= pixels * 0.9) ?? 960;
}
