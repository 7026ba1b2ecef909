import type { Job } from '#shared/model/job.ts';
import type { OfflinePlan } from '#shared/model/team.ts';
import { toAppError } from '../failure.ts';
import type { Jobs } from '../jobs.ts';
import { settleBounded } from '../library/settle-bounded.ts';
import type { ListedObject } from '../storage/backend.ts';
import type { TeamLibrary } from './team-library.ts';

const readsAtOnce = 16;

/** What there is to fetch until the whole library is on this device. Asks nothing of the bucket. */
export async function planOffline(team: TeamLibrary): Promise<OfflinePlan> {
  const objects = team.remote.listed('');
  const here = await objectsHere(team, objects);
  return {
    objects: objects.length,
    bytes: sizeOf(objects),
    here: { objects: here.length, bytes: sizeOf(here) },
  };
}

/** Fetches everything that is not on this device, and keeps all of it from then on. */
export function keepOffline(team: TeamLibrary, jobs: Jobs): Job {
  return jobs.start('Keeping the library offline', async ({ signal, advance, problem }) => {
    await team.cache.keepAll();
    const objects = team.remote.listed('');
    const here = new Set(await objectsHere(team, objects));
    const missing = objects.filter((object) => !here.has(object));
    let done = 0;
    const settled = await settleBounded(missing, readsAtOnce, async ({ key }) => {
      signal.throwIfAborted();
      await team.remote.read(key, { signal });
      done += 1;
      advance(here.size + done, objects.length);
    });
    signal.throwIfAborted();
    for (const [index, outcome] of settled.entries()) {
      if (outcome.status === 'rejected') problem(missing[index]?.key ?? '', toAppError(outcome.reason));
    }
    const kept = (here.size + done).toLocaleString('en');
    const failed = missing.length - done;
    return `${kept} files are on this device${failed > 0 ? `, ${failed} could not be fetched` : ''}`;
  });
}

async function objectsHere(team: TeamLibrary, objects: readonly ListedObject[]): Promise<ListedObject[]> {
  const settled = await settleBounded(objects, readsAtOnce, async ({ key, version }) =>
    version === undefined ? false : team.cache.has(key, version),
  );
  return objects.filter((_, index) => {
    const outcome = settled[index];
    return outcome?.status === 'fulfilled' && outcome.value;
  });
}

function sizeOf(objects: readonly ListedObject[]): number {
  return objects.reduce((sum, { size }) => sum + size, 0);
}
