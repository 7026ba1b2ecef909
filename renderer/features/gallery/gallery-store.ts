import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { anyScore } from './gallery-filter.ts';
import type { GalleryOrder } from './gallery-groups.ts';

interface GalleryState {
  /** What is shown when the address names no test. */
  scope: 'profile' | 'everything';
  /** Width that a card should have, in pixels. */
  cardWidth: number;
  order: GalleryOrder;
  section: string | null;
  scores: readonly [number, number];
  /** The slot that keys act on. */
  active: string | undefined;
}

export const cardWidths = { least: 120, most: 480, usual: 220 } as const;

/** What this window shows in the gallery; size, order and scope are kept over a restart. */
export const useGallery = create<GalleryState>()(
  persist(
    (): GalleryState => ({
      scope: 'profile',
      cardWidth: cardWidths.usual,
      order: 'suite',
      section: null,
      scores: anyScore,
      active: undefined,
    }),
    {
      name: 'gallery',
      version: 1,
      partialize: ({ scope, cardWidth, order }) => ({ scope, cardWidth, order }),
    },
  ),
);
