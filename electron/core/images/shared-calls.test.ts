import { expect, it } from 'vitest';
import { createSharedCalls } from './shared-calls.ts';

it('runs the work once for callers of the same key at the same time, and anew afterwards', async () => {
  const calls = createSharedCalls<number>();
  let runs = 0;
  const start = async () => ++runs;
  expect(await Promise.all([calls.call('a', start), calls.call('a', start), calls.call('b', start)])).toEqual(
    [1, 1, 2],
  );
  expect(await calls.call('a', start)).toBe(3);
});

it('aborts the work when the last caller has gone, not before', async () => {
  const calls = createSharedCalls<string>();
  const first = new AbortController();
  const second = new AbortController();
  let workSignal: AbortSignal | undefined;
  const start = (signal: AbortSignal) => {
    workSignal = signal;
    return new Promise<string>((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('stopped'))),
    );
  };
  const one = calls.call('a', start, first.signal);
  const two = calls.call('a', start, second.signal);
  first.abort();
  await expect(one).rejects.toMatchObject({ code: 'cancelled' });
  expect(workSignal?.aborted).toBe(false);
  second.abort();
  await expect(two).rejects.toMatchObject({ code: 'cancelled' });
  expect(workSignal?.aborted).toBe(true);
});

it('does not join work that was given up', async () => {
  const calls = createSharedCalls<string>();
  const stop = new AbortController();
  const given = calls.call('a', () => new Promise<string>(() => undefined), stop.signal);
  stop.abort();
  await expect(given).rejects.toMatchObject({ code: 'cancelled' });
  expect(await calls.call('a', async () => 'new')).toBe('new');
});

it('hands a failure to every caller', async () => {
  const calls = createSharedCalls<string>();
  const fail = () => Promise.reject(new Error('broken'));
  const results = await Promise.allSettled([calls.call('a', fail), calls.call('a', fail)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
