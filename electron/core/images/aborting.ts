import { Failure } from '../failure.ts';

export function cancelled(): Failure {
  return new Failure('cancelled', 'This was cancelled.');
}

/**
 * The outcome of `work`, or a rejection with `cancelled` as soon as the signal aborts. The work itself
 * goes on then, and its outcome is not looked at.
 */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(cancelled());
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
