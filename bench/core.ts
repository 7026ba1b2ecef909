import { access } from 'node:fs/promises';
import { type Core, createCore } from '#core/core.ts';
import { copyOfRealLibrary, realLibrary } from '#core/testing/libraries.ts';
import { createTestPlatform } from '#core/testing/test-platform.ts';
import { ratingOf } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { editRating } from '#shared/model/rating.ts';
import type { Result } from '#shared/result.ts';
import type { BigLibrary } from './support/big-library.ts';
import { figure, heading, spread, timed } from './support/figures.ts';

/** Opening, memory and saving in the core alone: no page, no browser. */
export async function benchCore(big: BigLibrary): Promise<void> {
  heading('Core: a library of 200 profiles × 50 tests (10,000 pictures)');
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const { core, milliseconds } = await open(big.folder);
  figure('open (new process state, files in the system cache)', milliseconds, 'ms');
  globalThis.gc?.();
  figure(
    'memory of the core after opening, above an empty one',
    (process.memoryUsage().rss - before) / 1e6,
    'MB',
  );
  const again = await timed(() => core.call('library.refresh', {}));
  figure('read everything again (warm)', again.milliseconds, 'ms');
  await benchChanges(core, big);
  await core.close();
  if (realLibrary === undefined) return console.log('real library: not run, it is not on this machine');
  heading('Core: the real library (6 profiles, 34 tests)');
  const real = await open(await copyOfRealLibrary());
  figure('open', real.milliseconds, 'ms', { atMost: 1_000 });
  await real.core.close();
}

async function open(folder: string): Promise<{ core: Core; milliseconds: number }> {
  await access(folder);
  const core = createCore(await createTestPlatform());
  const { value, milliseconds } = await timed(() => core.start({ folder }));
  if (!value.ok) throw new Error(value.error.message);
  return { core, milliseconds };
}

async function benchChanges(core: Core, big: BigLibrary): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const profile = big.profiles[round % big.profiles.length] ?? '';
    const test = big.tests[round % big.tests.length]?.title ?? '';
    const { value: snapshot } = (await core.call('library.read', {})) as Extract<
      Result<LibrarySnapshot>,
      { ok: true }
    >;
    const base = ratingOf(snapshot.analyses[profile], test) ?? null;
    const value = editRating(
      base ?? undefined,
      { score: (round % 10) + 1 },
      { name: 'Bench', at: new Date().toISOString() },
    );
    const change = { type: 'rating.set', profile, test, base, value };
    const { value: result, milliseconds } = await timed(() => core.call('library.change', { change }));
    if (!result.ok) throw new Error(result.error.message);
    times.push(milliseconds);
  }
  const { median, p95 } = spread(times);
  figure('a rating, from call to durable on disk (median of 200)', median, 'ms', { atMost: 50 });
  figure('a rating, from call to durable on disk (95th percentile)', p95, 'ms');
}
