import { describeChange } from '#shared/model/describe-change.ts';
import { api } from './bridge.ts';
import { newestUndoable } from './newest-undoable.ts';
import { notifyDone, notifyError, undoEntry } from './notify.ts';
import { queryClient } from './query-client.ts';
import { appInfoQuery } from './settings.ts';

/** How far back History undoes. */
const undoable = 200;

/** Takes back the newest change that this device made and has not taken back yet. */
export async function undoNewest(): Promise<void> {
  const { device } = await queryClient.ensureQueryData(appInfoQuery);
  const listed = await api.history.list({ limit: undoable });
  if (!listed.ok) {
    notifyError(listed.error, 'History cannot be read');
    return;
  }
  const newest = newestUndoable(listed.value, device);
  if (newest) await undoEntry(newest.id, describeChange(newest.change).title);
  else notifyDone('There is nothing to undo.');
}
