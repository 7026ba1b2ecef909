/**
 * A process that saves one rating after the other until it is killed, and tells its parent of each one
 * that was acknowledged: `node saving-child.ts <library> <outbox folder> <device> <profile>`.
 */
import { ratingOf } from '#shared/model/analysis.ts';
import { openSession } from '../library/library-session.ts';
import { openLocalFolder } from '../storage/local-folder.ts';

const [folder = '', outboxFolder = '', device = '', profile = ''] = process.argv.slice(2);
const session = await openSession({
  folder,
  backend: await openLocalFolder(folder),
  outboxFolder,
  device,
  author: () => 'Child',
  onPatch: () => undefined,
  onEntry: () => undefined,
});

for (let count = 1; ; count += 1) {
  const test = `Test ${count % 7}`;
  const base = ratingOf(session.snapshot().analyses[profile], test) ?? null;
  const value = { affinity: 'workable', score: 5, commentary: `${process.pid}-${count}` };
  const entry = await session.commit({ type: 'rating.set', profile, test, base, value });
  process.stdout.write(`${JSON.stringify({ id: entry.id, test, commentary: value.commentary })}\n`);
}
