import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '#shared/model/job.ts';
import type { CopyDecision, CopyEnd, CopyPlan } from '#shared/model/library-copy.ts';
import { createJobs, type Jobs } from '../../jobs.ts';
import type { StorageBackend } from '../../storage/backend.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { createMemoryContents, openMemory } from '../../storage/memory.ts';
import type { S3Options } from '../../storage/s3.ts';
import type { FakeS3 } from '../../storage/testing/fake-s3.ts';
import { openTestBackend } from '../../storage/testing/test-server.ts';
import { createLibraryCopies, type LibraryCopies, type OpenedEnd } from '../library-copies.ts';

/** A place that a test copies from or to; opened anew for each step, as in the app. */
export type TestPlace = (oddKeys: string[]) => Promise<StorageBackend>;

/** Copying as in the app, with places of the test's choice: `bucket`, and folders by name. */
export interface TestCopies {
  copies: LibraryCopies;
  jobs: Jobs;
  /** Every state of every job, as pages are told. */
  told: Job[];
  plan(from: string, to: string): Promise<CopyPlan>;
  /** Starts a plan and waits for its end. */
  finish(plan: CopyPlan, decision?: Partial<CopyDecision>): Promise<Job>;
  /** Plan and job in one. */
  copy(from: string, to: string, decision?: Partial<CopyDecision>): Promise<Job>;
}

export interface TestCopiesOptions {
  stateFolder?: string;
  writeProtection?: string;
}

export async function testCopies(
  places: Record<string, TestPlace>,
  options: TestCopiesOptions = {},
): Promise<TestCopies> {
  const told: Job[] = [];
  const jobs = createJobs((job) => void told.push(job));
  const copies = createLibraryCopies({
    jobs,
    stateFolder: options.stateFolder ?? (await mkdtemp(join(tmpdir(), 'copies-'))),
    openEnd: (end) => open(nameOf(end)),
    patience: { patience: 0, pause: async () => undefined },
  });

  async function open(name: string): Promise<OpenedEnd> {
    const place = places[name];
    if (!place) throw new Error(`no place ${name}`);
    const oddKeys: string[] = [];
    const backend = await place(oddKeys);
    return { name, backend, place: name, writeProtection: options.writeProtection ?? null, oddKeys };
  }

  async function finish(plan: CopyPlan, decision: Partial<CopyDecision> = {}): Promise<Job> {
    const { id } = copies.start({ plan: plan.id, rule: 'keep-target', exceptions: [], ...decision });
    return endOf(jobs, id);
  }

  const plan = (from: string, to: string) => copies.plan(endOfName(from), endOfName(to));
  return {
    copies,
    jobs,
    told,
    plan,
    finish,
    copy: async (from, to, decision) => finish(await plan(from, to), decision),
  };
}

export function memoryPlace(contents = createMemoryContents()): TestPlace {
  return async () => openMemory({ contents });
}

export function folderPlace(folder: string): TestPlace {
  return () => openLocalFolder(folder);
}

/** The fake's bucket, asked without patience. */
export function bucketPlace(fake: FakeS3, changes: Partial<S3Options> = {}): TestPlace {
  return async (oddKeys) =>
    openTestBackend(fake, {
      onOddKey: (key) => oddKeys.push(key),
      ...changes,
      limits: { pause: async () => undefined, attempts: 2, ...changes.limits },
    });
}

export async function endOf(jobs: Jobs, id: string): Promise<Job> {
  for (;;) {
    const job = jobs.list().find((other) => other.id === id);
    if (job && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Everything at a place, by key, as text. */
export async function contentsOf(place: TestPlace): Promise<Record<string, string>> {
  const backend = await place([]);
  try {
    const listed = await backend.list('');
    const entries = await Promise.all(
      listed.map(async ({ key }) => [key, Buffer.from((await backend.read(key)).bytes).toString()] as const),
    );
    return Object.fromEntries(entries);
  } finally {
    await backend.close();
  }
}

/** Puts objects, given as text by key, at a place. */
export async function fill(place: TestPlace, objects: Record<string, string>): Promise<void> {
  const backend = await place([]);
  for (const [key, text] of Object.entries(objects)) await backend.write(key, Buffer.from(text));
  await backend.close();
}

function endOfName(name: string): CopyEnd {
  return name === 'bucket' ? { kind: 'bucket' } : { kind: 'folder', folder: name };
}

function nameOf(end: CopyEnd): string {
  return end.kind === 'bucket' ? 'bucket' : end.folder;
}
