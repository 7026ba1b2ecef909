import { expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { expectFailure } from '../storage/conformance.ts';
import { createPatience } from './patience.ts';

/** A clock that moves only while something waits. */
function virtualTime() {
  let time = 0;
  return {
    now: () => time,
    pause: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

function offline(): Failure {
  return new Failure('offline', 'The storage is too busy at the moment.');
}

it('outlasts a storage that is too busy for a minute', async () => {
  const time = virtualTime();
  let waits = 0;
  const patience = createPatience({ ...time, patience: 120_000 }, new AbortController().signal, () => {
    waits += 1;
  });
  const work = patience.insist(async () => {
    if (time.now() < 60_000) throw offline();
    return 'done';
  });
  expect(await work).toBe('done');
  expect(waits).toBeGreaterThan(3);
});

it('gives up when nothing gets through for long, at once when trying again changes nothing or it is cancelled', async () => {
  const time = virtualTime();
  const cancelling = new AbortController();
  const patience = createPatience({ ...time, patience: 120_000 }, cancelling.signal, () => undefined);
  await expectFailure(
    patience.insist(async () => {
      throw offline();
    }),
    'offline',
  );
  const after = time.now();
  expect(after).toBeGreaterThanOrEqual(120_000);
  await expectFailure(
    patience.insist(async () => {
      throw new Failure('denied', 'No.');
    }),
    'denied',
  );
  await patience.insist(async () => undefined);
  cancelling.abort();
  await expectFailure(
    patience.insist(async () => {
      throw offline();
    }),
    'offline',
  );
  expect(time.now()).toBe(after);
});
