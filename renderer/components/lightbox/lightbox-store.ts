import { create } from 'zustand';
import type { LightboxPlace } from './lightbox-steps.ts';

export interface LightboxOpening {
  at: LightboxPlace;
  /** Width of the thumbnail that is on the page already, in CSS pixels; it stands in for the picture. */
  thumbnailWidth: number;
  /** Keeps left and right to these tests, in this order; all current ones when left out. */
  titles?: readonly string[];
}

interface LightboxState {
  opening: LightboxOpening | undefined;
  /** Whether the side panel is shown; kept for this window. */
  hasPanel: boolean;
}

export const useLightbox = create<LightboxState>(() => ({ opening: undefined, hasPanel: true }));

/** Shows a picture large. The page has a `<LightboxHost />` somewhere. */
export function openLightbox(opening: LightboxOpening): void {
  useLightbox.setState({ opening });
}

export function closeLightbox(): void {
  useLightbox.setState({ opening: undefined });
}

export function moveLightbox(at: LightboxPlace): void {
  useLightbox.setState(({ opening }) => ({ opening: opening && { ...opening, at } }));
}

export function toggleLightboxPanel(): void {
  useLightbox.setState(({ hasPanel }) => ({ hasPanel: !hasPanel }));
}
