import { createContext } from 'react';
import { pictureSheets, stopLoading, type WantedPicture } from './picture-sheets.ts';

/**
 * Decides when the pictures of a scrolling page are asked for: at once normally, but not while so much
 * passes by that nobody could see it. What has passed is never asked for, and what was asked for and is
 * gone is called off, so that the pictures in view come first when the scrolling stops. Those that were
 * shown lately are kept, and stand there at once when one scrolls back.
 */
export interface PictureGate {
  /** Follows an element's scrolling; returns the function that stops. */
  attach(scroller: HTMLElement): () => void;
  /**
   * Shows a picture when the gate is open; returns the function that calls it off.
   * @param onShow called just before the picture is asked for.
   */
  show(wanted: GatedPicture, onShow: () => void): () => void;
}

export interface GatedPicture extends WantedPicture {
  image: HTMLImageElement;
}

/** Pixels per second above which pictures wait: about two screens. */
const fast = 2_000;

export function createPictureGate(): PictureGate {
  const waiting = new Map<HTMLImageElement, () => void>();
  let isOpen = true;
  /** The frame in which the scrolling counts as stopped; undefined while nothing scrolls. */
  let stop: number | undefined;

  /** The pictures in view first, for a browser asks for few at once. */
  function open(view?: DOMRect): void {
    isOpen = true;
    const isInView = (image: HTMLImageElement) => {
      const box = image.getBoundingClientRect();
      return view === undefined || (box.bottom > view.top && box.top < view.bottom);
    };
    const later: (() => void)[] = [];
    for (const [image, ask] of waiting) {
      if (isInView(image)) ask();
      else later.push(ask);
    }
    pictureSheets.send();
    for (const ask of later) ask();
    waiting.clear();
  }

  return {
    attach(scroller) {
      let last = { left: scroller.scrollLeft, top: scroller.scrollTop, at: performance.now() };
      const onScroll = () => {
        const at = performance.now();
        const moved = Math.abs(scroller.scrollTop - last.top) + Math.abs(scroller.scrollLeft - last.left);
        const speed = (moved / Math.max(8, at - last.at)) * 1_000;
        last = { left: scroller.scrollLeft, top: scroller.scrollTop, at };
        // Out of standing, one step says nothing of the speed: a jump counts as slow.
        const isFast = stop !== undefined && speed >= fast;
        if (stop !== undefined) cancelAnimationFrame(stop);
        if (isFast) isOpen = false;
        else open();
        // Scroll events come before the callbacks of their frame, so a frame without one is a stop, however
        // long it took.
        stop = requestAnimationFrame(() => {
          stop = requestAnimationFrame(() => {
            stop = undefined;
            open(scroller.getBoundingClientRect());
          });
        });
      };
      // In the capture phase: once others have drawn new rows, reading the position costs a layout.
      const options = { passive: true, capture: true };
      scroller.addEventListener('scroll', onScroll, options);
      return () => {
        scroller.removeEventListener('scroll', onScroll, options);
        if (stop !== undefined) cancelAnimationFrame(stop);
        stop = undefined;
        open();
      };
    },
    show(wanted, onShow) {
      const { image, url } = wanted;
      let callOff: (() => void) | undefined;
      const ask = () => {
        onShow();
        callOff = pictureSheets.show(wanted);
      };
      const known = kept.get(url);
      if (known) image.src = known.src;
      else if (isOpen) ask();
      else waiting.set(image, ask);
      return () => {
        waiting.delete(image);
        callOff?.();
        if (image.complete && image.naturalWidth > 0) keep(image, url);
        else stopLoading(image);
      };
    },
  };
}

/**
 * Images that have left the page by the picture's own address, the oldest first. While the browser has one,
 * another with the same source is there without a request.
 */
const kept = new Map<string, HTMLImageElement>();
/** About eight screens, of some kilobytes each. */
const mostKept = 400;

function keep(image: HTMLImageElement, url: string): void {
  kept.delete(url);
  kept.set(url, image);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
}

/** The gate of the page around; open always where there is none. */
export const PictureGateContext = createContext<PictureGate>(createPictureGate());
