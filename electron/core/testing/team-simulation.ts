import { stepsOf } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { Failure, isFailure } from '../failure.ts';
import { isTitleEdit } from '../library/rename-test.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { createMemoryContents, openMemory } from '../storage/memory.ts';
import { resolveConflict } from '../team/resolve-conflict.ts';
import { openTeamLibrary, type TeamLibrary } from '../team/team-library.ts';
import { createMemoryDevice, type MemoryDevice, openMemoryStorage } from './memory-team.ts';
import { problemsOf } from './simulation/checks.ts';
import { edit } from './simulation/edits.ts';
import type { EditKind, Happening } from './simulation/happenings.ts';
import { fillLibrary, profiles } from './simulation/library.ts';
import { createTitles } from './simulation/titles.ts';

/** Several people with a device each, on one bucket, whose network and clocks cannot be trusted. */
export interface Simulation {
  happen(happening: Happening): Promise<void>;
  /** Brings everybody back and lets them finish; returns what is wrong, in sentences. */
  finish(): Promise<string[]>;
}

interface Client {
  name: string;
  device: MemoryDevice;
  network: { isDown: boolean; answersToLose: number; isDead: boolean };
  team: TeamLibrary;
}

const day = 24 * 60 * 60_000;

export async function startSimulation(clients: number): Promise<Simulation> {
  const contents = createMemoryContents();
  await fillLibrary(contents);
  let now = Date.UTC(2026, 10, 1);
  const acknowledged = new Map<string, HistoryEntry>();
  const pictures: number[] = [];
  const titles = createTitles();
  const people: Client[] = [];
  // No two edits put the same value there, so that each can be told from the others.
  let serial = 0;
  for (let index = 0; index < clients; index += 1) people.push(await join(index, createMemoryDevice()));

  async function join(index: number, device: MemoryDevice): Promise<Client> {
    const network = { isDown: false, answersToLose: 0, isDead: false };
    const skew = (index - 2) * (day / 2);
    const team = await openTeamLibrary({
      bucket: unreliable(openMemory({ contents }), network),
      place: { kind: 'bucket', bucket: 'team', prefix: '', endpoint: '' },
      storage: openMemoryStorage(device),
      device: `device-${index}`,
      author: () => `Person ${index}`,
      writeProtection: null,
      onPatch: () => undefined,
      onEntry: (entry) => noteTitle(entry),
      onStatus: () => undefined,
      clock: { now: () => now + skew, after: hurry },
    });
    return { name: `Person ${index}`, device, network, team };
  }

  /** Also of a renaming that was done and of which nobody heard. */
  function noteTitle({ change }: HistoryEntry): void {
    const renamed = stepsOf(change).find(isTitleEdit);
    if (renamed) titles.note(renamed.base.title, renamed.value.title);
  }

  async function act({ team }: Client, what: EditKind, roll: number): Promise<void> {
    serial += 1;
    const own = serial;
    const entry = await refusable(() => edit(team.session, what, roll, own));
    if (!entry) return;
    acknowledged.set(entry.id, entry);
    if (what === 'place') pictures.push(own);
  }

  async function resolve({ team }: Client, roll: number): Promise<void> {
    const open = team.conflicts.list();
    const conflict = open[roll % Math.max(1, open.length)];
    if (!conflict) return;
    await refusable(() => resolveConflict(team, conflict.id, roll % 2 === 0 ? 'mine' : 'theirs'));
  }

  /** Others' pictures are looked for of the profile in view. */
  async function sync({ team }: Client, profile: string): Promise<void> {
    team.sync.look({ isFocused: true, profile });
    await team.sync.syncNow();
  }

  async function crash(index: number): Promise<void> {
    const client = people[index] as Client;
    client.network.isDead = true;
    client.device.crashes += 1;
    people[index] = await join(index, client.device);
  }

  return {
    async happen({ client, what, roll }) {
      now += 60_000 + (roll % 600_000);
      const person = people[client] as Client;
      switch (what) {
        case 'offline':
          person.network.isDown = true;
          return;
        case 'online':
          person.network.isDown = false;
          return;
        case 'lose-answers':
          person.network.answersToLose = 1 + (roll % 3);
          return;
        case 'sync':
          return sync(person, profiles[roll % profiles.length] as string);
        case 'crash':
          return crash(client);
        case 'resolve':
          return resolve(person, roll);
        default:
          return act(person, what, roll);
      }
    },
    async finish() {
      for (const { network } of people) Object.assign(network, { isDown: false, answersToLose: 0 });
      // What one has renamed, the next one follows after a while, and the one before hears of that.
      for (let round = 0; round < 6; round += 1) {
        now += 30_000;
        for (const person of people) for (const profile of profiles) await sync(person, profile);
      }
      for (const { team } of people) await team.session.refresh();
      return problemsOf({ contents, people, acknowledged, pictures, titles });
    },
  };
}

/** What is refused at once, with the reason shown: nobody was told that it is saved. */
async function refusable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isFailure(error)) throw error;
    return undefined;
  }
}

/** Short waits pass at once, long ones never: looking is asked for by the happenings. */
function hurry(milliseconds: number, work: () => void): () => void {
  if (milliseconds > 900) return () => undefined;
  const timer = setImmediate(work);
  return () => clearImmediate(timer);
}

function unreliable(bucket: StorageBackend, network: Client['network']): StorageBackend {
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    if (network.isDown || network.isDead) throw new Failure('offline', 'There is no network.');
    const answer = await work();
    // It was done, and nobody hears of it.
    if (network.isDead || (network.answersToLose > 0 && network.answersToLose-- > 0)) {
      throw new Failure('offline', 'The connection was lost.');
    }
    return answer;
  };
  return {
    kind: 's3',
    read: (key, options) => ask(() => bucket.read(key, options)),
    write: (key, bytes, options) => ask(() => bucket.write(key, bytes, options)),
    list: (prefix, options) => ask(() => bucket.list(prefix, options)),
    stat: (key, options) => ask(() => bucket.stat(key, options)),
    delete: (key, options) => ask(() => bucket.delete(key, options)),
    append: (key, bytes) => bucket.append(key, bytes),
    close: async () => undefined,
  };
}
