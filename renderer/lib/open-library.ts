import { notifications } from '@mantine/notifications';
import { createStore } from 'zustand';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { Result } from '#shared/result.ts';
import { api } from './bridge.ts';
import { libraryQuery } from './library.ts';
import { notifyError } from './notify.ts';
import { queryClient } from './query-client.ts';

const openingFailed = 'opening-failed';

/** Whether a library is being opened at the moment. */
export const opening = createStore<{ isOpening: boolean }>(() => ({ isOpening: false }));

/**
 * Shows the library that a call opens, or says why it could not be.
 * @returns whether another library is open now; not so when the user cancelled.
 */
export async function openLibrary(call: Promise<Result<LibrarySnapshot | null>>): Promise<boolean> {
  opening.setState({ isOpening: true });
  const result = await call;
  opening.setState({ isOpening: false });
  if (!result.ok) {
    notifyError(result.error, 'The library was not opened', openingFailed);
    return false;
  }
  if (result.value === null) return false;
  // What kept another one from opening is over.
  notifications.hide(openingFailed);
  queryClient.setQueryData(libraryQuery.queryKey, result.value);
  return true;
}

/** Shows the open library's folder in the system's file manager. */
export async function revealLibrary(): Promise<void> {
  const result = await api.library.reveal({});
  if (!result.ok) notifyError(result.error, 'The folder could not be shown');
}
