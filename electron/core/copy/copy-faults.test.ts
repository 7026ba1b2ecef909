import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '#shared/model/job.ts';
import { isFailure } from '../failure.ts';
import { createMemoryContents } from '../storage/memory.ts';
import { type FakeFault, type FakeS3, networkFaults, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { bucketPlace, contentsOf, fill, memoryPlace, type TestPlace, testCopies } from './testing/copies.ts';

const root = 'team/library/';
const rule = { rule: 'take-source' } as const;

/** Two of the files differ on the other side; one is there alone. */
const source: Record<string, string> = {
  'test_prompts.json': '[{"title": "One"}]',
  'profile_analyses/abc_analysis.json': '{"profile_id": "abc"}',
  'profile_results/abc/abc_One.jpg': 'the first picture',
  'profile_results/abc/abc_Two.jpg': 'the second picture',
};
const target: Record<string, string> = {
  'test_prompts.json': '[]',
  'profile_results/abc/abc_Two.jpg': 'another second picture',
  'profile_results/abc/abc_Own.jpg': 'only here',
};

let fake: FakeS3;
beforeAll(async () => {
  fake = await startFakeS3();
});
afterAll(() => fake.stop());

interface Scene {
  from: TestPlace;
  to: TestPlace;
  /** Copies over a line that loses patience after so many milliseconds; the usual ones when left out. */
  copy(requestTimeout?: number): Promise<'success' | 'told'>;
}

/** @param isUp whether the bucket is copied to, else from. */
async function makeScene(isUp: boolean): Promise<Scene> {
  const memory = memoryPlace(createMemoryContents());
  fake.faults.clear();
  fake.objects.clear();
  await fill(memory, isUp ? source : target);
  for (const [key, text] of Object.entries(isUp ? target : source)) {
    fake.objects.put(root + key, Buffer.from(text));
  }
  fake.clearRequests();
  const stateFolder = await mkdtemp(join(tmpdir(), 'copies-'));
  const [from, to] = isUp ? [memory, bucketPlace(fake)] : [bucketPlace(fake), memory];
  return {
    from,
    to,
    async copy(requestTimeout) {
      const limits = requestTimeout === undefined ? {} : { requestTimeout };
      const test = await testCopies({ memory, bucket: bucketPlace(fake, { limits }) }, { stateFolder });
      return outcomeOf(test.copy(isUp ? 'memory' : 'bucket', isUp ? 'bucket' : 'memory', rule));
    },
  };
}

async function outcomeOf(copying: Promise<Job>): Promise<'success' | 'told'> {
  try {
    const job = await copying;
    return job.state === 'done' && job.problems.length === 0 ? 'success' : 'told';
  } catch (error) {
    // The plan could not be made, and says so.
    if (isFailure(error)) return 'told';
    throw error;
  }
}

/** All of the source is there, nothing of the target is lost or changed, nothing is there twice. */
async function expectCopied({ from, to }: Scene): Promise<void> {
  expect(await contentsOf(from)).toEqual(source);
  const there = await contentsOf(to);
  const kept = Object.entries(there).filter(([key]) => key.startsWith('profile_tester/bin/'));
  expect(kept.map(([, text]) => text).sort()).toEqual(['another second picture', '[]'].sort());
  for (const [key] of kept) delete there[key];
  expect(there).toEqual({ ...target, ...source });
}

/** Whatever has happened, no byte of the target is gone. */
async function expectNothingLost({ to }: Scene): Promise<void> {
  const texts = Object.values(await contentsOf(to));
  for (const text of Object.values(target)) expect(texts).toContain(text);
}

async function countRequests(isUp: boolean): Promise<number> {
  const scene = await makeScene(isUp);
  expect(await scene.copy()).toBe('success');
  const count = fake.requests.length;
  await expectCopied(scene);
  return count;
}

async function tryFault(isUp: boolean, fault: FakeFault, plan: () => void): Promise<void> {
  const scene = await makeScene(isUp);
  plan();
  const outcome = await scene.copy(fault === 'timeout' ? 100 : undefined);
  fake.faults.clear();
  await expectNothingLost(scene);
  if (outcome === 'success') await expectCopied(scene);
  expect(await scene.copy()).toBe('success');
  await expectCopied(scene);
}

describe.each([
  ['up', true],
  ['down', false],
] as const)('copying %s', (_name, isUp) => {
  it.each(networkFaults)(
    '%s at any one request: nothing lost, no false success, done when copied again',
    async (fault) => {
      const count = await countRequests(isUp);
      expect(count).toBeGreaterThanOrEqual(8);
      for (let number = 1; number <= count; number += 1) {
        await tryFault(isUp, fault, () => fake.faults.at(number, fault));
      }
    },
  );

  it.each(networkFaults)(
    '%s from any request on: nothing lost, no false success, done when it ends',
    async (fault) => {
      const count = await countRequests(isUp);
      for (let number = 1; number <= count; number += 1) {
        await tryFault(isUp, fault, () => fake.faults.from(number, fault));
      }
    },
  );
});
