/**
 * A process that edits a library in a bucket while the network is down, until it is killed: `node
 * editing-child.ts <endpoint> <folder>`. It tells its parent of each edit and picture that was acknowledged.
 */
import { placePictures } from '../library/place-pictures.ts';
import { openS3 } from '../storage/s3.ts';
import { openTeamLibrary } from '../team/team-library.ts';
import { openTeamStorage } from '../team/team-storage.ts';
import { testJpeg } from './sessions.ts';
import { heldUploads } from './teams.ts';

const [endpoint = '', folder = ''] = process.argv.slice(2);
const team = await openTeamLibrary({
  bucket: openS3({
    bucket: 'team-bucket',
    prefix: 'team/library',
    region: 'eu-central-1',
    endpoint,
    credentials: { accessKeyId: 'FAKEACCESSKEYID', secretAccessKey: 'fake-secret-access-key' },
    conditions: 'protected',
    limits: { connectionTimeout: 1_000, attempts: 1 },
  }),
  place: { kind: 'bucket', bucket: 'team', prefix: '', endpoint },
  storage: openTeamStorage({ own: `${folder}/own`, cache: `${folder}/cache`, cacheBytes: 10 ** 9 }),
  device: 'device-child',
  author: () => 'Child',
  writeProtection: null,
  onPatch: () => undefined,
  onEntry: () => undefined,
  onStatus: () => undefined,
});
const { session } = team;

for (let count = 0; count < 20; count += 1) {
  const test = `Test ${count}`;
  const uploads = heldUploads({ x: await testJpeg(count * 12) });
  const items = [{ upload: 'x', test, slot: 0 }];
  const { entry } = await placePictures(session, uploads, { profile: 'abc', items, replace: false });
  tell({ id: entry?.id, picture: test });
}
for (let count = 0; count < 500; count += 1) {
  const value = { affinity: 'workable', score: 1 + (count % 10), commentary: `${count}` };
  const test = `Test ${count % 25}`;
  const profile = count % 2 === 0 ? 'abc' : 'def';
  const base = session.state.analyses.get(profile)?.ratings as Record<string, typeof value> | undefined;
  const entry = await session.commit({
    ...{ type: 'rating.set', profile, test, base: base?.[test] ?? null, value },
  });
  tell({ id: entry.id, profile, test, commentary: value.commentary });
}
process.stdout.write('done\n');

function tell(acknowledged: unknown): void {
  process.stdout.write(`${JSON.stringify(acknowledged)}\n`);
}
