import { useCallback, useContext } from 'react';
import { type PictureFile, pictureUrl } from '#shared/model/picture.ts';
import { bridge } from '../lib/bridge.ts';
import { PictureGateContext } from '../lib/picture-gate.ts';
import classes from './gated-picture.module.css';

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
  const url = pictureUrl(bridge.pictureBase, picture, thumbnailWidth(width));
  const show = useCallback((image: HTMLImageElement) => gate.show(image, url), [gate, url]);
  return (
    <img ref={show} alt="" decoding="async" draggable={false} className={classes.picture} data-fit={fit} />
  );
}

/** The width to ask for, for a place so wide: the same for near widths, so that resizing asks rarely. */
export function thumbnailWidth(width: number): number {
  const wanted = width * Math.min(2, window.devicePixelRatio || 1);
  // A fifth more than there is cannot be seen, and saves half the bytes.
  return steps.find((step) => step * 1.2 >= wanted) ?? 960;
}

/** The core's widths; it would round up to them anyway. */
const steps = [160, 240, 320, 480, 640, 960];
