import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

export interface ConfirmOptions {
  title: string;
  /** What will happen, in numbers where there are any. */
  body: ReactNode;
  confirmLabel: string;
  /** `Cancel`, unless said otherwise. */
  cancelLabel?: string;
  /** Whether confirming takes something away. */
  danger?: boolean;
}

/** Asks before an act; true only when the user confirms. */
export function confirm(options: ConfirmOptions): Promise<boolean> {
  const { title, body, confirmLabel, cancelLabel = 'Cancel', danger = false } = options;
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: body,
      labels: { confirm: confirmLabel, cancel: cancelLabel },
      // Enter does what was asked for, apart from taking something away.
      confirmProps: danger ? { color: 'resistant' } : { 'data-autofocus': true },
      cancelProps: { variant: 'default', 'data-autofocus': danger || undefined },
      onConfirm: () => resolve(true),
      // Comes after `onConfirm` too, when the promise is settled already. In a later turn, so that the Escape that
      // closed the question does not close what lies under it as well.
      onClose: () => setTimeout(() => resolve(false)),
    });
  });
}
