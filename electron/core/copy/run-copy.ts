import type { AppError } from '#shared/result.ts';
import { isFailure, toAppError } from '../failure.ts';
import type { JobProgress } from '../jobs.ts';
import type { ListedObject } from '../storage/backend.ts';
import { type CopyRun, copyFresh, replaceObject } from './copy-object.ts';
import { createCopyProgress } from './copy-progress.ts';
import type { CopySide } from './copy-side.ts';
import { inLanes } from './lanes.ts';
import { copyPhases, phaseOf } from './library-scope.ts';
import { lookOnceMore } from './look-once-more.ts';
import type { Pair } from './match-objects.ts';
import { createPatience, type PatienceOptions } from './patience.ts';

/** What is to be done: objects that the target has not, and those to replace there. */
export interface CopyWork {
  fresh: readonly ListedObject[];
  replaced: readonly Pair[];
}

/** What came of it. Everything in `copied` was checked at the target. */
export interface CopyOutcome {
  copied: number;
  /** How many of them took the place of another object, which is kept. */
  replaced: number;
  bytes: number;
  problems: number;
  /** Why it ended before everything was tried; cancelling does not count. */
  stopped?: AppError;
}

interface Item {
  source: ListedObject;
  target: ListedObject | undefined;
}

/** Objects under way at once. Behind 30 ms, 32 of them take an eighth longer, and more bring nothing. */
const copiedAtOnce = 64;
const bytesAtOnce = 64 * 1024 * 1024;

/** After so many failures with nothing between that worked, the rest would fail too. */
const failuresInRow = 20;

/** Copies everything that is to be done, in the order of `copyPhases`, and looks once more at all of it. */
export async function runCopy(
  { from, to }: { from: CopySide; to: CopySide },
  work: CopyWork,
  job: JobProgress,
  options: PatienceOptions,
): Promise<CopyOutcome> {
  const items = itemsOf(work);
  const outcome: CopyOutcome = { copied: 0, replaced: 0, bytes: 0, problems: 0 };
  const total = items.reduce((sum, { source }) => sum + source.size, 0);
  const progress = createCopyProgress({ objects: items.length, bytes: total }, job.advance, options.now);
  const patience = createPatience(options, to.signal, progress.wait);
  const run: CopyRun = { from, to, arrived: new Map() };
  const asked = new Set(items.map(({ source, target }) => (target ?? source).key));
  let inRow = 0;

  function tell(key: string, error: AppError): void {
    outcome.problems += 1;
    job.problem(key, error);
  }

  async function copy({ source, target }: Item): Promise<void> {
    try {
      await patience.insist(() => (target ? replaceObject(run, { source, target }) : copyFresh(run, source)));
    } catch (error) {
      inRow += 1;
      if (isFailure(error, 'offline', 'full', 'unsupported', 'cancelled')) throw error;
      tell(source.key, toAppError(error));
      if (inRow >= failuresInRow) throw error;
      return progress.advance(source.size);
    }
    inRow = 0;
    outcome.copied += 1;
    if (target) outcome.replaced += 1;
    outcome.bytes += source.size;
    progress.advance(source.size);
  }

  try {
    for (const phase of copyPhases) {
      const some = items.filter(({ source }) => phaseOf(source.key) === phase);
      await inLanes(some, { atOnce: copiedAtOnce, bytesAtOnce, sizeOf: ({ source }) => source.size }, copy);
    }
    for (const lost of await patience.insist(() => lookOnceMore(to, run.arrived))) {
      if (asked.has(lost.key)) outcome.copied -= 1;
      tell(lost.key, lost.error);
    }
  } catch (error) {
    if (!to.signal.aborted) outcome.stopped = toAppError(error);
  } finally {
    await Promise.all([from.memory.flush(), to.memory.flush()]);
  }
  return outcome;
}

function itemsOf({ fresh, replaced }: CopyWork): Item[] {
  return [...fresh.map((source) => ({ source, target: undefined })), ...replaced];
}
