import type { HistoryEntry } from '#shared/model/library.ts';
import type { AppError } from '#shared/result.ts';
import { isFailure, toAppError } from '../failure.ts';
import { type ChangeTarget, runChange } from './change-runner.ts';
import type { History } from './history.ts';
import type { LeftEntry, Outbox } from './outbox.ts';
import { prepareChange } from './prepare-change.ts';
import { UnfinishedChange } from './unfinished-change.ts';

/** What became of the entries that were left in the outbox. Those that have to wait on are in neither list. */
export interface FinishReport {
  finished: HistoryEntry[];
  /** They do not fit the library any more, and were set aside. */
  refused: { entry: HistoryEntry; error: AppError }[];
}

/**
 * Does what a crash, or a folder that went away, has left in the outbox. Rejects never: a library opens
 * whatever is left in its outbox.
 */
export async function finishLeft(
  target: ChangeTarget,
  history: History,
  outbox: Outbox,
): Promise<FinishReport> {
  const report: FinishReport = { finished: [], refused: [] };
  // An outbox that cannot be read now is looked at again at the next opening.
  const left = await outbox.adopt().catch((): LeftEntry[] => []);
  for (const { entry, begun } of left) {
    try {
      // A finished change may have stayed in the outbox; doing it again could undo what came after it.
      if (!(await history.has(entry.id)))
        report.finished.push(await finish(target, history, outbox, entry, begun));
      await outbox.finish(entry.id);
    } catch (error) {
      if (isFailure(error, 'offline')) return report;
      if (error instanceof UnfinishedChange || isFailure(error, 'denied', 'full')) continue;
      const reason = toAppError(error);
      report.refused.push({ entry, error: reason });
      await outbox.setAside(entry, reason.message).catch(() => undefined);
    }
  }
  return report;
}

async function finish(
  target: ChangeTarget,
  history: History,
  outbox: Outbox,
  entry: HistoryEntry,
  begun: boolean,
): Promise<HistoryEntry> {
  const ready = begun ? entry : { ...entry, change: await prepareChange(target.documents, entry.change) };
  if (!begun) await outbox.begin(ready);
  await runChange(target, ready.change, begun);
  await history.append(ready);
  return ready;
}
