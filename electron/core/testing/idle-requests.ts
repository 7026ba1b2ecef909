import { openTestBackend, type TestServer } from '../storage/testing/test-server.ts';
import { joinBucket } from './teams.ts';
import { createVirtualClock } from './virtual-clock.ts';

const minute = 60_000;

/**
 * How many requests an open library of a team costs while nothing happens: of all times of ten minutes within the
 * hour that follows, the one with most. No real time passes.
 * @param isFocused whether the window has focus; when not, it has just lost it.
 * @param profile the profile in view.
 */
export async function mostIdleRequests(
  server: TestServer,
  view: { isFocused: boolean; profile: string },
): Promise<number> {
  const times: number[] = [];
  let settled: () => Promise<void> = async () => undefined;
  const clock = createVirtualClock(() => settled());
  const bucket = openTestBackend(server, { onRequest: () => times.push(clock.now()) });
  const { team, settled: shown } = await joinBucket(bucket, 'Anna', { clock });
  settled = async () => {
    await team.sync.idle();
    await shown();
  };
  team.sync.look({ isFocused: true, profile: view.profile });
  await clock.pass(minute);
  team.sync.look(view);
  times.length = 0;
  await clock.pass(60 * minute);
  await team.close();
  const within = (start: number) => times.filter((time) => time >= start && time < start + 10 * minute);
  return Math.max(0, ...times.map((start) => within(start).length));
}
