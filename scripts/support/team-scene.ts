import { join } from 'node:path';
import { type AppHost, startAppHost } from '../../e2e/support/app-host.ts';
import { complete } from '../../e2e/support/demo.ts';
import { joinTeam, rate, startTeamBucket, sync } from '../../e2e/support/team.ts';

/** Two people at work in one bucket, for pictures: Ada's app, in which two of her ratings met Ben's. */
export interface TeamScene {
  host: AppHost;
  /** Takes the bucket away, and lets Ada go on working. */
  goOffline(): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder for the settings and caches of both. */
export async function openTeamScene(folder: string): Promise<TeamScene> {
  const server = await startTeamBucket();
  const host = await startAppHost({ userData: join(folder, 'Ada') });
  const other = await startAppHost({ userData: join(folder, 'Ben') });
  await joinTeam(host, server, 'Ada');
  await joinTeam(other, server, 'Ben');
  await rate(other, complete, 'Alpine Lake at Dawn', {
    score: 8,
    affinity: 'native_fit',
    commentary: 'Calm and deep; the mist separates every plane. Close to the best of this profile.',
  });
  await rate(other, complete, 'Firs in Snow', { score: 6, affinity: 'workable' });
  await sync(other);
  await rate(host, complete, 'Alpine Lake at Dawn', {
    score: 4,
    affinity: 'resistant',
    commentary: 'The water is flat and the light has no direction.',
    color_palette: '#33443f, #6c7162, #bfa47c',
  });
  await rate(host, complete, 'Firs in Snow', { score: 10, affinity: 'native_fit' });
  await rate(host, complete, 'Backlit Wave', { score: 8, affinity: 'native_fit' });
  await sync(host);
  return {
    host,
    async goOffline() {
      server.faults.when(() => true, 'refused');
      await rate(host, complete, 'Towers Above Fog', { score: 7, affinity: 'workable' });
      await rate(host, 'h3wf6ao', 'Window Light Profile', { score: 9, affinity: 'native_fit' });
      await sync(host);
    },
    async stop() {
      await host.stop();
      await other.stop();
      await server.stop();
    },
  };
}
