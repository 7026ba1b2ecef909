import { useCallback, useContext } from 'react';
import { askAhead } from '#renderer/lib/ask-ahead.ts';
import { bridge } from '#renderer/lib/bridge.ts';
import { emptyUntilNextTry } from '#renderer/lib/missing-pictures.ts';
import { PictureGateContext } from '#renderer/lib/picture-gate.ts';
import { type PictureFile, pictureUrl } from '#shared/model/picture.ts';
import styles from './gated-picture.module.css';
import { thumbnailWidth } from './picture.tsx';

interface GatedPictureProps {
  picture: PictureFile;
  /** In CSS pixels; the thumbnail is as wide as the screen needs. */
  width: number;
  fit?: 'cover' | 'contain';
}

/**
 * A thumbnail for pages of thousands: no state, no effect, asked for through the page's gate. It says
 * nothing itself; the cell around it carries the name.
 */
export function GatedPicture({ picture, width, fit = 'cover' }: GatedPictureProps) {
  const gate = useContext(PictureGateContext);
  const pixels = thumbnailWidth(width);
  const url = pictureUrl(bridge.pictureBase, picture, pixels);
  const { id, stamp } = picture;
  const show = useCallback(
    (image: HTMLImageElement) => gate.show({ image, id, width: pixels, url }, () => askAhead({ id, stamp })),
    [gate, url, pixels, id, stamp],
  );
  return (
    <img
      ref={show}
      alt=""
      // Its source does not tell: it may be the picture itself.
      data-picture={id}
      decoding="async"
      draggable={false}
      className={styles.picture}
      data-fit={fit}
      onError={(event) => emptyUntilNextTry(event.currentTarget)}
    />
  );
}
