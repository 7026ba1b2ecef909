import { storageFailure, throwIfCancelled } from '../system-errors.ts';
import type { S3Connection } from './s3-connection.ts';
import { judge, type RequestSubject, type Verdict } from './s3-errors.ts';

/** How often the same moment's writers may meet before it counts as a conflict. */
const collisionAttempts = 8;

/** A storage that is busy is given more, and longer, pauses than a connection that drops. */
const moreForBusy = 3;

const firstPause = { soon: 100, slowly: 500, collision: 50 } as const;
const longestPause = { soon: 2_000, slowly: 8_000, collision: 1_000 } as const;

/** One thing asked of the storage, sent as often as it takes. */
export interface Attempts extends Pick<RequestSubject, 'operation' | 'name'> {
  signal: AbortSignal | undefined;
  /** Told of every attempt that failed. */
  onFailed?: (verdict: Verdict) => void;
}

/**
 * Sends until it succeeds, or fails in a way that asking again does not change. Pauses grow and are random in
 * part, so that several clients do not come back at the same moment.
 */
export async function attempt<T>(
  { limits, bucket, region }: S3Connection,
  { operation, name, signal, onFailed }: Attempts,
  send: () => Promise<T>,
): Promise<T> {
  const most = {
    never: 1,
    soon: limits.attempts,
    slowly: limits.attempts + moreForBusy,
    collision: collisionAttempts,
  };
  const failed = { never: 0, soon: 0, slowly: 0, collision: 0 };
  for (;;) {
    throwIfCancelled(signal, name);
    try {
      return await send();
    } catch (error) {
      const judged = judge(error, { operation, name, bucket, region });
      const verdict = signal?.aborted && judged.failure.code === 'offline' ? cancelled(name) : judged;
      onFailed?.(verdict);
      const { again, failure } = verdict;
      failed[again] += 1;
      if (again === 'never' || failed[again] >= most[again]) throw failure;
      await pauseBefore(failed[again], again, limits.pause, signal);
    }
  }
}

function cancelled(name: string): Verdict {
  return { failure: storageFailure('cancelled', name), again: 'never', isUnsure: true };
}

async function pauseBefore(
  count: number,
  again: keyof typeof firstPause,
  pause: S3Connection['limits']['pause'],
  signal: AbortSignal | undefined,
): Promise<void> {
  const whole = Math.min(firstPause[again] * 2 ** (count - 1), longestPause[again]);
  try {
    await pause(whole * (0.5 + Math.random() / 2), signal);
  } catch {
    // Cancelled: the next turn says so.
  }
}
