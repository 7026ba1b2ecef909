import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import type { AppError } from '#shared/result.ts';
import { api } from './bridge.ts';
import { DoneMessage, ErrorMessage } from './notification-message.tsx';

const shownFor = 6_000;

/**
 * Says that something is done; with the id of its History entry also how to take it back, by a button
 * with this `label` (`Undo`).
 */
export function notifyDone(message: string, options: { undoEntry?: string; label?: string } = {}): void {
  const { undoEntry: entry, label = 'Undo' } = options;
  const id = doneId(entry ?? message);
  notifications.show({
    id,
    autoClose: shownFor,
    message: createElement(
      DoneMessage,
      entry ? { message, label, onUndo: () => void undoEntry(entry) } : { message },
    ),
  });
}

/**
 * Takes one History entry back and says so, with the way forward again.
 * @param title what the entry did, for the notice.
 */
export async function undoEntry(id: string, title?: string): Promise<void> {
  notifications.hide(doneId(id));
  const result = await api.history.undo({ id });
  if (!result.ok) notifyError(result.error, 'This could not be undone');
  else notifyDone(title ? `Undone: ${title}` : 'Undone.', { undoEntry: result.value.id, label: 'Redo' });
}

/**
 * Says what failed and why, until it is closed; the same failure again is shown once.
 * @param id names the notice for whoever takes it away when it is out of date.
 */
export function notifyError(
  error: AppError,
  title?: string,
  id = `error:${error.code}:${error.message}`,
): void {
  if (error.code === 'cancelled') return;
  const content = {
    id,
    autoClose: false,
    color: 'resistant',
    message: createElement(ErrorMessage, title === undefined ? { error } : { error, title }),
  };
  if (title !== undefined) notifications.update(content);
  notifications.show(content);
}

function doneId(entryOrMessage: string): string {
  return `done:${entryOrMessage}`;
}
