import { createAnalysis, ratingOf, traitsOf } from '#shared/model/analysis.ts';
import { type DocumentChange, stepsOf } from '#shared/model/change.ts';
import { formatJson, type Json, jsonEqual } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { createTest, type Suite } from '#shared/model/suite.ts';
import { Failure, isFailure } from '../failure.ts';
import { parseNewest } from '../library/history.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { createMemoryContents, type MemoryContents, openMemory } from '../storage/memory.ts';
import { subjectOf } from '../team/conflicts.ts';
import { openTeamLibrary, type TeamLibrary } from '../team/team-library.ts';
import { createMemoryDevice, type MemoryDevice, openMemoryStorage } from './memory-team.ts';

/** One thing that happens; `roll` decides what it is about. */
export interface Happening {
  client: number;
  what: 'rate' | 'trait' | 'label' | 'test' | 'sync' | 'offline' | 'online' | 'crash' | 'lose-answers';
  roll: number;
}

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
  skew: number;
  team: TeamLibrary;
}

const profiles = ['abc', 'def'];
const titles = ['Foggy City', 'Red Barn', 'Oil Study', 'Old Harbour'];
const day = 24 * 60 * 60_000;

export async function startSimulation(clients: number): Promise<Simulation> {
  const contents = createMemoryContents();
  await fillBucket(contents);
  let now = Date.UTC(2026, 10, 1);
  const acknowledged = new Map<string, { client: number; entry: HistoryEntry }>();
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
      onEntry: () => undefined,
      onStatus: () => undefined,
      clock: { now: () => now + skew, after: hurry },
    });
    return { name: `Person ${index}`, device, network, skew, team };
  }

  async function edit(index: number, change: DocumentChange): Promise<void> {
    const client = people[index] as Client;
    try {
      const entry = await client.team.session.commit(change);
      acknowledged.set(entry.id, { client: index, entry });
    } catch (error) {
      // Refused at once, with the reason shown: nobody was told that it is saved.
      if (!isFailure(error)) throw error;
    }
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
          await person.team.sync.syncNow();
          return;
        case 'crash':
          return crash(client);
        default:
          serial += 1;
          return edit(client, makeEdit(person.team, what, roll, serial));
      }
    },
    async finish() {
      for (const { network } of people) Object.assign(network, { isDown: false, answersToLose: 0 });
      for (let round = 0; round < 4; round += 1) {
        for (const { team } of people) await team.sync.syncNow();
      }
      for (const { team } of people) await team.session.alone(async () => undefined);
      return [...(await differences(people)), ...(await unaccounted(contents, people, acknowledged))];
    },
  };
}

async function fillBucket(contents: MemoryContents): Promise<void> {
  const bucket = openMemory({ contents });
  const put = (key: string, value: Json) => bucket.write(key, new TextEncoder().encode(formatJson(value)));
  const suite = titles.map((title) =>
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
  for (const profile of profiles)
    await put(`profile_analyses/${profile}_analysis.json`, createAnalysis(profile));
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

function makeEdit({ session }: TeamLibrary, what: string, roll: number, serial: number): DocumentChange {
  const profile = profiles[roll % profiles.length] as string;
  const test = titles[(roll >> 1) % titles.length] as string;
  const analysis = session.snapshot().analyses[profile];
  if (what === 'rate') {
    const base = ratingOf(analysis, test) ?? null;
    const value =
      roll % 11 === 0 && base
        ? null
        : { score: 1 + (roll % 10), affinity: 'workable', commentary: `${serial}` };
    return { type: 'rating.set', profile, test, base, value };
  }
  if (what === 'label') {
    const base = analysis?.profile_label ?? null;
    return { type: 'profile.set', profile, field: 'profile_label', base, value: `Label ${serial}` };
  }
  if (what === 'trait') return traitEdit(profile, traitsOf(analysis), roll, serial);
  return testEdit(session.state.suite, roll, serial);
}

function traitEdit(profile: string, traits: string[], roll: number, serial: number): DocumentChange {
  const text = traits[roll % Math.max(1, traits.length)];
  if (text === undefined || roll % 3 === 0) {
    return { type: 'trait.add', profile, text: `Trait ${serial}`, at: traits.length };
  }
  if (roll % 3 === 1) return { type: 'trait.edit', profile, base: text, value: `Edited ${serial}` };
  return { type: 'trait.remove', profile, text, at: traits.indexOf(text) };
}

function testEdit(suite: Suite, roll: number, serial: number): DocumentChange {
  const index = roll % suite.length;
  const base = suite[index] as Suite[number];
  const field = roll % 2 === 0 ? 'prompt' : 'params';
  if (roll % 7 === 0) {
    return { type: 'test.move', title: base.title, from: index, to: (index + 1) % suite.length };
  }
  return { type: 'test.edit', base, value: { ...base, [field]: `${field} ${serial}` } };
}

async function differences(people: readonly Client[]): Promise<string[]> {
  const problems = people.flatMap(({ name, team }) =>
    team.waiting.items().length > 0 ? [`${name} still has ${team.waiting.items().length} edits waiting`] : [],
  );
  const views = people.map(({ team }) => {
    const { suite, analyses } = team.session.snapshot();
    return formatJson({ suite, analyses: Object.fromEntries(Object.entries(analyses).sort()) });
  });
  for (const [index, view] of views.entries()) {
    if (view !== views[0])
      problems.push(`${people[index]?.name} sees another library than ${people[0]?.name}`);
  }
  return problems;
}

/** Every acknowledged edit is in the document, among the conflicts or refused, or edited further in History. */
async function unaccounted(
  contents: MemoryContents,
  people: readonly Client[],
  acknowledged: ReadonlyMap<string, { client: number; entry: HistoryEntry }>,
): Promise<string[]> {
  const entries = await allHistory(contents);
  const problems: string[] = [];
  const bases = new Map<string, Json[]>();
  for (const { change } of entries.values()) {
    for (const step of stepsOf(change)) {
      if (step.type === 'file.move') continue;
      const base = baseOf(step);
      if (base === undefined) continue;
      const subject = subjectBefore(step);
      bases.set(subject, [...(bases.get(subject) ?? []), base]);
    }
  }
  const session = people[0]?.team.session;
  for (const { entry } of acknowledged.values()) {
    const stored = entries.get(entry.id);
    if (!stored) problems.push(`${describe(entry)} is not in History`);
    else if (stored.refused === undefined) {
      for (const step of stepsOf(entry.change)) {
        if (step.type === 'file.move' || !session) continue;
        if (!isShown(session.snapshot(), step) && !isEditedFurther(bases, step)) {
          problems.push(`${describe(entry)} is neither there nor refused nor edited further`);
        }
      }
    }
  }
  return problems;
}

async function allHistory(contents: MemoryContents): Promise<Map<string, HistoryEntry>> {
  const bucket = openMemory({ contents });
  const entries = new Map<string, HistoryEntry>();
  for (const { key } of await bucket.list('profile_tester/history/')) {
    for (const entry of parseNewest((await bucket.read(key)).bytes, 100_000)) {
      const known = entries.get(entry.id);
      // Told before it is saved, an edit is told again when it turns out to be refused.
      if (!known || entry.refused !== undefined) entries.set(entry.id, entry);
    }
  }
  return entries;
}

function baseOf(step: DocumentChange): Json | undefined {
  if ('base' in step) return step.base;
  return step.type === 'trait.remove' ? step.text : undefined;
}

/** The thing that an edit starts from, such as the trait before it was edited. */
function subjectBefore(step: DocumentChange): string {
  return step.type === 'trait.edit' ? subjectOf({ ...step, value: step.base }) : subjectOf(step);
}

function isShown(
  { suite, analyses }: ReturnType<TeamLibrary['session']['snapshot']>,
  step: DocumentChange,
): boolean {
  switch (step.type) {
    case 'rating.set':
      return jsonEqual(ratingOf(analyses[step.profile], step.test) ?? null, step.value);
    case 'profile.set':
      return jsonEqual(analyses[step.profile]?.[step.field] ?? null, step.value);
    case 'trait.add':
      return traitsOf(analyses[step.profile]).includes(step.text);
    case 'trait.edit':
      return traitsOf(analyses[step.profile]).includes(step.value);
    case 'trait.remove':
      return !traitsOf(analyses[step.profile]).includes(step.text);
    case 'test.edit': {
      const test = suite.find(({ title }) => title === step.value.title);
      return Object.keys(step.value).every(
        (field) =>
          jsonEqual(step.base[field], step.value[field]) || jsonEqual(test?.[field], step.value[field]),
      );
    }
    default:
      return true;
  }
}

function isEditedFurther(bases: ReadonlyMap<string, Json[]>, step: DocumentChange): boolean {
  const known = bases.get(subjectOf(step)) ?? [];
  if (step.type === 'test.edit') {
    // Edits of other fields are merged, so the base of a later one has this field among others.
    return known.some((base) => isEditOf(base, step.base, step.value));
  }
  if ('value' in step) return known.some((base) => jsonEqual(base, step.value));
  return step.type === 'trait.add' ? known.some((base) => base === step.text) : false;
}

function isEditOf(later: Json, base: Record<string, Json>, value: Record<string, Json>): boolean {
  const test = later as Record<string, Json>;
  return Object.keys(value).every(
    (field) => jsonEqual(base[field], value[field]) || jsonEqual(test[field], value[field]),
  );
}

function describe({ who, change }: HistoryEntry): string {
  return `${who}’s ${JSON.stringify(change)}`;
}
