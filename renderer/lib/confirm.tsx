import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

export interface ConfirmOptions {
  title: string;
  /** What will happen, in numbers where there are any. */
  body: ReactNode;
  confirmLabel: string;
  /** Whether confirming takes something away. */
  danger?: boolean;
}

/** Asks before an act; true only when the user confirms. */
export function confirm({ title, body, confirmLabel, danger = false }: ConfirmOptions): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: body,
      labels: { confirm: confirmLabel, cancel: 'Cancel' },
      confirmProps: danger ? { color: 'resistant' } : {},
      cancelProps: { variant: 'default', 'data-autofocus': danger || undefined },
      onConfirm: () => resolve(true),
      // Comes after `onConfirm` too, when the promise is settled already.
      onClose: () => resolve(false),
    });
  });
}
