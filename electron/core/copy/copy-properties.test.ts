import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyRules } from '#shared/model/library-copy.ts';
import { foldKey } from '../storage/keys.ts';
import { createMemoryContents } from '../storage/memory.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { isLibraryKey } from './library-scope.ts';
import {
  bucketPlace,
  contentsOf,
  fill,
  folderPlace,
  memoryPlace,
  type TestPlace,
  testCopies,
} from './testing/copies.ts';

type Objects = Record<string, string>;

const keys = [
  'test_prompts.json',
  'test_prompts (1).json',
  'profile_analyses/abc_analysis.json',
  'profile_analyses/backups/abc_analysis_backup_20260101_000000.json',
  'profile_results/abc/abc_One.jpg',
  'profile_results/abc/abc_Two.jpg',
  'profile_results/abc/abc_Caf\u00e9.jpg',
  'profile_results/__proto__/constructor.jpg',
  'profile_tester/library.json',
  'profile_tester/history/device.jsonl',
  'profile_tester/bin/20260101/x.jpg',
  'app.py',
  'profile_results/.gitkeep',
];

/** Few texts, some of one length, so that equal sizes with other bytes are frequent. */
const texts = ['', 'a', 'b', 'cc', 'dd'];

const trees = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...texts), { noNullPrototype: true });
const cases = fc.record({
  from: trees,
  to: trees,
  rule: fc.constantFrom(...copyRules),
  exceptions: fc.subarray(keys),
});

let fake: FakeS3;
beforeAll(async () => {
  fake = await startFakeS3();
});
afterAll(() => fake.stop());

const places: Record<string, () => Promise<TestPlace>> = {
  memory: async () => memoryPlace(createMemoryContents()),
  folder: async () => folderPlace(await mkdtemp(`${tmpdir()}/copied-`)),
  bucket: async () => {
    fake.objects.clear();
    return bucketPlace(fake);
  },
};

it.each([
  ['memory', 'folder', 40],
  ['folder', 'bucket', 40],
  ['bucket', 'folder', 40],
  ['bucket', 'memory', 40],
  ['memory', 'bucket', 40],
])('%s → %s: all of the source arrives, nothing goes, every choice is kept', async (source, target, runs) => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ from, to, rule, exceptions }) => {
      const [fromPlace, toPlace] = [await places[source]?.(), await places[target]?.()];
      if (!fromPlace || !toPlace) throw new Error('no such place');
      await fill(fromPlace, from);
      await fill(toPlace, to);
      const test = await testCopies({ [source]: fromPlace, [target]: toPlace });
      const plan = await test.plan(source, target);
      const differing = plan.different.map(({ key }) => key);
      expect([...differing].sort()).toEqual(differingKeys(from, to));
      const chosen = exceptions.filter((key) => differing.includes(key));
      const job = await test.finish(plan, { rule, exceptions: chosen });
      expect(job).toMatchObject({ state: 'done', problems: [] });
      const taken = differing.filter((key) => (rule === 'take-source') !== chosen.includes(key));
      expectResult(await contentsOf(toPlace), from, to, taken);
      expect(await contentsOf(fromPlace)).toEqual(from);
      expect(await test.plan(source, target)).toMatchObject({
        fresh: { count: 0 },
        different: expect.toSatisfy((list: unknown[]) => list.length === differing.length - taken.length),
      });
    }),
    { numRuns: runs },
  );
});

function differingKeys(from: Objects, to: Objects): string[] {
  return Object.keys(from)
    .filter((key) => isLibraryKey(key) && Object.hasOwn(to, key) && to[key] !== from[key])
    .sort();
}

function expectResult(there: Objects, from: Objects, to: Objects, taken: readonly string[]): void {
  const kept = Object.entries(there).filter(([key]) => key.startsWith('profile_tester/bin/replaced-'));
  const expected = {
    ...Object.fromEntries(Object.entries(from).filter(([key]) => isLibraryKey(key))),
    ...to,
  };
  for (const key of taken) expected[key] = from[key] ?? '';
  expect(
    Object.fromEntries(Object.entries(there).filter(([key]) => !kept.some(([other]) => other === key))),
  ).toEqual(expected);
  const keptHere = kept.map(([key, text]) => [foldKey(key.split('/').slice(3).join('/')), text]);
  expect(keptHere.sort()).toEqual(taken.map((key) => [foldKey(key), to[key]]).sort());
}
