import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { fingerprint, realLibrary, smallLibrary } from '../testing/libraries.ts';
import { testJpeg } from '../testing/sessions.ts';
import { isLibraryKey } from './library-scope.ts';
import { bucketPlace, folderPlace, testCopies } from './testing/copies.ts';

const root = 'team/library/';

/** What the predecessor keeps in a bucket, below its prefix. */
const predecessorKey =
  /^(test_prompts\.json|profile_analyses\/[^/]+_analysis\.json|profile_analyses\/backups\/[^/]+\.json|profile_results\/[^/]+\/[^/]+\.(jpg|png))$/;

let fake: FakeS3 | undefined;
afterEach(async () => {
  await fake?.stop();
});

/** Copies a folder into an empty bucket and from there into an empty folder; the hashes of all three. */
async function upAndDown(folder: string) {
  fake = await startFakeS3();
  const copy = await mkdtemp(join(tmpdir(), 'copied-'));
  const bucket = bucketPlace(fake);
  const test = await testCopies({ folder: folderPlace(folder), bucket, copy: folderPlace(copy) });
  expect(await test.copy('folder', 'bucket')).toMatchObject({ state: 'done', problems: [] });
  expect(await test.copy('bucket', 'copy')).toMatchObject({ state: 'done', problems: [] });
  const keys = fake.objects.keys().map((key) => key.slice(root.length));
  return { keys, original: libraryPart(await fingerprint(folder)), copied: await fingerprint(copy) };
}

function libraryPart(print: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(print).filter(([key]) => isLibraryKey(key)));
}

it('writes just the predecessor’s keys into a bucket, and files below profile_tester that it ignores', async () => {
  const folder = await smallLibrary(await testJpeg(40));
  await cp(join(folder, 'test_prompts.json'), join(folder, 'profile_tester/bin/older/test_prompts.json'));
  await cp(join(folder, 'test_prompts.json'), join(folder, 'profile_results/.gitkeep'));
  const { keys, original, copied } = await upAndDown(folder);
  const others = keys.filter((key) => !predecessorKey.test(key));
  expect(others).toEqual(['profile_tester/bin/older/test_prompts.json']);
  expect(copied).toEqual(original);
});

it.skipIf(realLibrary === undefined)(
  'brings the real library up and down again byte by byte (not run where it is missing)',
  async () => {
    const { keys, original, copied } = await upAndDown(realLibrary ?? '');
    expect(Object.keys(original).length).toBeGreaterThan(100);
    expect(keys.filter((key) => !predecessorKey.test(key))).toEqual([]);
    expect(copied).toEqual(original);
  },
);
