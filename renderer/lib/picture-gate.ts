import { createContext } from 'react';

/**
 * Decides when the pictures of a scrolling page are asked for: at once normally, but not while so much
 * passes by that nobody could see it. What has passed is never asked for, and what was asked for and is
 * gone is called off, so that the pictures in view come first when the scrolling stops.
 */
export interface PictureGate {
  /** Follows an element's scrolling; returns the function that stops. */
  attach(scroller: HTMLElement): () => void;
  /**
   * Shows a picture when the gate is open; returns the function that calls it off.
   * @param onShow called just before the picture is asked for.
   */
  show(image: HTMLImageElement, url: string, onShow: () => void): () => void;
}

/** Pixels per second above which pictures wait: about two screens. */
const fast = 2_000;
/** Milliseconds without a scroll event after which scrolling counts as stopped. */
const stopped = 40;

export function createPictureGate(): PictureGate {
  const waiting = new Map<HTMLImageElement, () => void>();
  let isOpen = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    isOpen = true;
    for (const ask of waiting.values()) ask();
    waiting.clear();
  }

  return {
    attach(scroller) {
      let last = { left: scroller.scrollLeft, top: scroller.scrollTop, at: performance.now() };
      const onScroll = () => {
        const at = performance.now();
        const moved = Math.abs(scroller.scrollTop - last.top) + Math.abs(scroller.scrollLeft - last.left);
        const elapsed = Math.max(8, at - last.at);
        last = { left: scroller.scrollLeft, top: scroller.scrollTop, at };
        clearTimeout(timer);
        // After a pause one step says nothing of the speed, so a jump counts as slow.
        if (elapsed > 100 || (moved / elapsed) * 1_000 < fast) {
          open();
          return;
        }
        isOpen = false;
        timer = setTimeout(open, stopped);
      };
      // In the capture phase: once others have drawn new rows, reading the position costs a layout.
      const options = { passive: true, capture: true };
      scroller.addEventListener('scroll', onScroll, options);
      return () => {
        scroller.removeEventListener('scroll', onScroll, options);
        clearTimeout(timer);
        open();
      };
    },
    show(image, url, onShow) {
      const ask = () => {
        onShow();
        image.src = url;
      };
      if (isOpen) ask();
      else waiting.set(image, ask);
      return () => {
        waiting.delete(image);
        // An image that is still loading goes on loading after it left the page, unless told not to.
        image.removeAttribute('src');
      };
    },
  };
}

/** The gate of the page around; open always where there is none. */
export const PictureGateContext = createContext<PictureGate>(createPictureGate());
