import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { MatrixFilter, MatrixOrder } from './matrix-tests.ts';

interface OverviewState {
  filter: MatrixFilter;
  order: MatrixOrder;
  /** The cell that keys act on. */
  active: { profile: string; test: string } | undefined;
}

/** How this window shows the matrix; the order is kept over a restart. */
export const useOverview = create<OverviewState>()(
  persist((): OverviewState => ({ filter: 'all', order: 'suite', active: undefined }), {
    name: 'overview',
    version: 1,
    partialize: ({ order }) => ({ order }),
  }),
);
