import { createAnalysis, ratingOf } from '#shared/model/analysis.ts';
import { formatJson, type Json } from '#shared/model/json.ts';
import type { LibraryPatch } from '#shared/model/library.ts';
import { createTest } from '#shared/model/suite.ts';
import type { TeamStatus } from '#shared/model/team.ts';
import { Failure } from '../failure.ts';
import type { Uploads } from '../library/uploads.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { createMemoryContents, type MemoryContents, openMemory } from '../storage/memory.ts';
import { openTeamLibrary, type TeamLibrary, type TeamLibraryOptions } from '../team/team-library.ts';
import { createMemoryDevice, type MemoryDevice, openMemoryStorage } from './memory-team.ts';
import { testJpeg } from './sessions.ts';

/** One of a team, with everything that the library has told. */
export interface Member {
  team: TeamLibrary;
  device: MemoryDevice;
  statuses: TeamStatus[];
  patches: LibraryPatch[];
  /** `asked`: how often the bucket was asked. */
  network: { isDown: boolean; asked?: number };
  /** Waits until everything that was told to the session is shown. */
  settled(): Promise<void>;
  score(profile: string, test: string): Json | undefined;
}

const opened: TeamLibrary[] = [];

/** Opens a bucket in memory as somebody's app does; `closeTeams` closes it. */
export async function joinTeam(
  contents: MemoryContents,
  name: string,
  options: Partial<TeamLibraryOptions> & { on?: MemoryDevice } = {},
): Promise<Member> {
  const network = { isDown: false, asked: 0 };
  const fault = () => {
    network.asked += 1;
    return network.isDown ? new Failure('offline', 'There is no network.') : undefined;
  };
  return joinBucket(openMemory({ contents, fault }), name, { ...options, network });
}

/** Opens any bucket as somebody's app does. */
export async function joinBucket(
  bucket: StorageBackend,
  name: string,
  options: Partial<TeamLibraryOptions> & { on?: MemoryDevice; network?: Member['network'] } = {},
): Promise<Member> {
  const { on: device = createMemoryDevice(), network = { isDown: false }, ...rest } = options;
  const statuses: TeamStatus[] = [];
  const patches: LibraryPatch[] = [];
  const team = await openTeamLibrary({
    bucket,
    place: { kind: 'bucket', bucket: 'team', prefix: '', endpoint: '' },
    storage: openMemoryStorage(device),
    device: `device-${name.toLowerCase()}`,
    author: () => name,
    writeProtection: null,
    onPatch: (patch) => patches.push(patch),
    onEntry: () => undefined,
    onStatus: (status) => statuses.push(status),
    ...rest,
  });
  opened.push(team);
  return {
    ...{ team, device, statuses, patches, network },
    settled: () => team.session.alone(async () => undefined),
    score: (profile, test) => ratingOf(team.session.snapshot().analyses[profile], test)?.score,
  };
}

export async function closeTeams(): Promise<void> {
  for (const team of opened.splice(0)) await team.close();
}

/** A bucket with two tests, two profiles and a picture. */
export async function newBucket(): Promise<MemoryContents> {
  const contents = createMemoryContents();
  await fillBucket(openMemory({ contents }));
  return contents;
}

export async function fillBucket(bucket: StorageBackend): Promise<void> {
  const put = (key: string, value: Json) => bucket.write(key, new TextEncoder().encode(formatJson(value)));
  const suite = ['Foggy City', 'Red Barn', 'Null Prompt (Photo)'].map((title) =>
    createTest({
      title,
      prompt: title,
      section: 'PHOTO',
      params: '',
      version: 'v1',
      createdDate: '2026-01-01',
    }),
  );
  await put('test_prompts.json', suite);
  for (const profile of ['abc', 'def']) {
    await put(`profile_analyses/${profile}_analysis.json`, createAnalysis(profile));
  }
  await bucket.write('profile_results/abc/abc_Foggy_City.jpg', await testJpeg(10));
}

/** Uploads that hold these pictures, each under its name. */
export function heldUploads(pictures: Record<string, Uint8Array>): Uploads {
  return {
    add: () => Promise.reject(new Error('These uploads are given.')),
    async read(upload) {
      const jpeg = pictures[upload];
      if (!jpeg) throw new Failure('not-found', 'This picture is not waiting.');
      return { jpeg };
    },
    remove: async () => undefined,
  };
}

/** The text of an object in a bucket; undefined when it is not there. */
export async function textIn(contents: MemoryContents, key: string): Promise<string | undefined> {
  const bucket = openMemory({ contents });
  if (!(await bucket.stat(key))) return undefined;
  return new TextDecoder().decode((await bucket.read(key)).bytes);
}

export async function keysIn(contents: MemoryContents, prefix = ''): Promise<string[]> {
  return (await openMemory({ contents }).list(prefix)).map(({ key }) => key);
}
