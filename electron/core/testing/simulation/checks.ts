import { ratingsOf, traitsOf } from '#shared/model/analysis.ts';
import { type DocumentChange, stepsOf } from '#shared/model/change.ts';
import { formerTitles } from '#shared/model/former-titles.ts';
import { formatJson, type Json, jsonEqual } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { isRename, isTitleEdit } from '../../library/rename-test.ts';
import { type MemoryContents, openMemory } from '../../storage/memory.ts';
import { stragglers } from '../../team/follow-renames.ts';
import type { TeamLibrary } from '../../team/team-library.ts';
import { pictureOf } from './edits.ts';
import { historyIn } from './library.ts';
import { type Titles, thingOf } from './titles.ts';

/** What is known when everybody has finished. */
export interface Outcome {
  contents: MemoryContents;
  people: readonly { name: string; team: TeamLibrary }[];
  /** Entries of which somebody was told that they are saved. */
  acknowledged: ReadonlyMap<string, HistoryEntry>;
  /** Serial numbers of pictures of which somebody was told so. */
  pictures: readonly number[];
  titles: Titles;
}

type Snapshot = ReturnType<TeamLibrary['session']['snapshot']>;

/** What is wrong, in sentences. */
export async function problemsOf(outcome: Outcome): Promise<string[]> {
  const entries = await historyIn(outcome.contents);
  return [
    ...differences(outcome),
    ...unaccounted(outcome, entries),
    ...falseConflicts(outcome, entries),
    ...refusedThoughSeen(outcome, entries),
    ...leftBehind(outcome),
    ...(await lostPictures(outcome)),
  ];
}

/** Everybody sees the same, and nothing waits. */
function differences({ people }: Outcome): string[] {
  const problems = people.flatMap(({ name, team }) =>
    team.waiting.items().length > 0 ? [`${name} still has ${team.waiting.items().length} edits waiting`] : [],
  );
  const views = people.map(({ team }) => {
    const { suite, analyses, pictures } = team.session.snapshot();
    const shown = Object.entries(pictures)
      .sort()
      .map(([profile, files]) => [profile, files.map(({ name, size }) => `${name} ${size}`)]);
    return formatJson({ suite, analyses: Object.fromEntries(Object.entries(analyses).sort()), shown });
  });
  for (const [index, view] of views.entries()) {
    if (view !== views[0])
      problems.push(`${people[index]?.name} sees another library than ${people[0]?.name}`);
  }
  return problems;
}

/** Every acknowledged edit is in the document, among the conflicts or refused, or edited further in History. */
function unaccounted(
  { people, acknowledged, titles }: Outcome,
  entries: ReadonlyMap<string, HistoryEntry>,
): string[] {
  const session = people[0]?.team.session;
  if (!session) return ['nobody is left'];
  const snapshot = session.snapshot();
  const bases = basesIn([...entries.values()].flatMap(doneOf), titles);
  const allBases = basesIn(entries.values(), titles);
  return [...acknowledged.values()].flatMap((entry) => {
    const stored = entries.get(entry.id);
    if (!stored) return [`${describe(entry)} is not in History`];
    if (stored.refused !== undefined) return [];
    if (isRename(entry.change)) return isRenamed(snapshot, entry) ? [] : [`${describe(entry)} is not done`];
    return stepsOf(entry.change).flatMap((step) =>
      step.type === 'file.move' ||
      isShown(snapshot, step, titles) ||
      isEditedFurther(bases, step, titles) ||
      isBroughtBack(allBases, step, titles)
        ? []
        : [`${describe(entry)} is neither there nor refused nor edited further`],
    );
  });
}

/** An entry with only what is in the library of it; of what was taken away it cannot always be told. */
function doneOf(entry: HistoryEntry): HistoryEntry[] {
  const { change, refused, refusedParts } = entry;
  if (refused === undefined) return [entry];
  const changes = stepsOf(change).filter(
    (step, part) =>
      step.type !== 'file.move' && (leftBy(step) === null || refusedParts?.includes(part) === false),
  );
  return [{ ...entry, change: { type: 'batch', label: '', changes } }];
}

/** What every thing was before each of its edits; null: it was not there. */
function basesIn(entries: Iterable<HistoryEntry>, titles: Titles): Map<string, Json[]> {
  const bases = new Map<string, Json[]>();
  const note = (thing: string, base: Json) => {
    const known = bases.get(thing);
    if (known) known.push(base);
    else bases.set(thing, [base]);
  };
  for (const { change } of entries) {
    for (const step of stepsOf(change)) {
      if (step.type === 'file.move') continue;
      if ('base' in step) note(thingBefore(step, titles), step.base);
      if (step.type === 'trait.remove') note(thingOf(step, titles), step.text);
      if (step.type === 'trait.add' || step.type === 'trait.edit') note(thingOf(step, titles), null);
    }
  }
  return bases;
}

/**
 * Whoever is told of a conflict has met somebody: another one has edited the same thing, or something that an
 * edit of one's own was built upon which was refused for that.
 */
function falseConflicts({ titles }: Outcome, entries: ReadonlyMap<string, HistoryEntry>): string[] {
  const editors = new Map<string, Set<string>>();
  for (const entry of entries.values()) {
    for (const thing of thingsIn(entry, titles)) {
      editors.set(thing, (editors.get(thing) ?? new Set()).add(entry.device));
    }
  }
  const refused = [...entries.values()].filter((entry) => entry.refused !== undefined && !movesFiles(entry));
  const met = new Set<string>();
  return refused
    .toSorted((left, right) => (left.at < right.at ? -1 : 1))
    .flatMap((entry) => {
      const things = thingsIn(entry, titles);
      const isMet = things.some(
        (thing) => (editors.get(thing)?.size ?? 0) > 1 || met.has(`${entry.device} ${thing}`),
      );
      for (const thing of things) met.add(`${entry.device} ${thing}`);
      return isMet ? [] : [`${describe(entry)} was refused though nobody else has edited that`];
    });
}

/** What somebody else has edited further was in the library, so it must not be called a conflict. */
function refusedThoughSeen({ titles }: Outcome, entries: ReadonlyMap<string, HistoryEntry>): string[] {
  const done = [...entries.values()].filter((entry) => entry.refused === undefined);
  const devices = new Set(done.map(({ device }) => device));
  const bases = new Map(
    [...devices].map((own) => [
      own,
      basesIn(
        done.filter(({ device }) => device !== own),
        titles,
      ),
    ]),
  );
  const values = valuesIn(done, titles);
  return [...entries.values()].flatMap((entry) => {
    const { change, device, refused } = entry;
    if (refused === undefined || change.type === 'batch' || change.type === 'file.move') return [];
    const left = leftBy(change);
    const thing = thingOf(change, titles);
    // Of a word that somebody may have put there before, it cannot always be told; then it is asked.
    const isAsked = refused.startsWith('The connection was lost') && change.type !== 'rating.set';
    if (left === null || change.type === 'test.edit' || isAsked) return [];
    // Where its user has picked it after all, it came with that.
    const isThere = (known: Json[] | undefined) => known?.some((one) => jsonEqual(one, left)) ?? false;
    return isThere(bases.get(device)?.get(thing)) && !isThere(values.get(thing))
      ? [`${describe(entry)} was refused though somebody has edited it further`]
      : [];
  });
}

/** What every thing became by each of its edits; null: it was taken away. */
function valuesIn(entries: Iterable<HistoryEntry>, titles: Titles): Map<string, Json[]> {
  const values = new Map<string, Json[]>();
  for (const { change } of entries) {
    for (const step of stepsOf(change)) {
      if (step.type === 'file.move') continue;
      const thing = thingOf(step, titles);
      values.set(thing, [...(values.get(thing) ?? []), leftBy(step)]);
    }
  }
  return values;
}

function leftBy(step: DocumentChange): Json {
  if (step.type === 'trait.add') return step.text;
  return 'value' in step ? step.value : null;
}

function thingsIn({ change }: HistoryEntry, titles: Titles): string[] {
  return stepsOf(change).flatMap((step) =>
    step.type === 'file.move' ? [] : [thingOf(step, titles), thingBefore(step, titles)],
  );
}

function movesFiles({ change }: HistoryEntry): boolean {
  return stepsOf(change).some((step) => step.type === 'file.move');
}

/** Nothing lies under a former title that could lie under the one that the test has. */
function leftBehind({ people }: Outcome): string[] {
  return people.flatMap(({ name, team }) =>
    stragglers(team.session).map((step) => `${name} still has to ${JSON.stringify(step)}`),
  );
}

/** The bytes of every acknowledged picture are in the bucket, in a slot or in the bin. */
async function lostPictures({ contents, pictures }: Outcome): Promise<string[]> {
  const bucket = openMemory({ contents });
  const listed = await Promise.all(
    ['profile_results/', 'profile_tester/bin/'].map((prefix) => bucket.list(prefix)),
  );
  const texts = new Set<string>();
  for (const { key } of listed.flat()) texts.add(text((await bucket.read(key)).bytes));
  return pictures.flatMap((serial) =>
    texts.has(text(pictureOf(serial))) ? [] : [`Picture ${serial} is nowhere in the bucket`],
  );
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The thing that an edit starts from, such as the trait before it was edited. */
function thingBefore(step: DocumentChange, titles: Titles): string {
  return thingOf(step.type === 'trait.edit' ? { ...step, value: step.base } : step, titles);
}

function isRenamed({ suite }: Snapshot, { change }: HistoryEntry): boolean {
  const to = stepsOf(change).find(isTitleEdit)?.value.title ?? '';
  return suite.some((test) => test.title === to || formerTitles(test).includes(to));
}

function isShown({ suite, analyses }: Snapshot, step: DocumentChange, titles: Titles): boolean {
  const isOf = (title: string) => (other: string) => titles.rootOf(other) === titles.rootOf(title);
  switch (step.type) {
    case 'rating.set': {
      const ratings = Object.entries(ratingsOf(analyses[step.profile])).filter(([title]) =>
        isOf(step.test)(title),
      );
      return step.value === null
        ? ratings.length === 0
        : ratings.some(([, rating]) => jsonEqual(rating, step.value));
    }
    case 'profile.set':
      return jsonEqual(analyses[step.profile]?.[step.field] ?? null, step.value);
    case 'trait.add':
      return traitsOf(analyses[step.profile]).includes(step.text);
    case 'trait.edit':
      return traitsOf(analyses[step.profile]).includes(step.value);
    case 'trait.remove':
      return !traitsOf(analyses[step.profile]).includes(step.text);
    case 'test.edit': {
      const test = suite.find(({ title }) => isOf(step.value.title)(title));
      return changedFields(step.base, step.value).every((field) =>
        jsonEqual(test?.[field], step.value[field]),
      );
    }
    default:
      return true;
  }
}

function isEditedFurther(bases: ReadonlyMap<string, Json[]>, step: DocumentChange, titles: Titles): boolean {
  const known = bases.get(thingOf(step, titles)) ?? [];
  if (step.type === 'test.edit') {
    // Edits of other fields are merged, so the base of a later one has this field among others.
    const fields = changedFields(step.base, step.value);
    return known.some((base) =>
      fields.every((field) => jsonEqual((base as Record<string, Json>)[field], step.value[field])),
    );
  }
  if (step.type === 'trait.add') return known.some((base) => base === step.text);
  const value = 'value' in step ? step.value : null;
  return value !== null && known.some((base) => jsonEqual(base, value));
}

/** Whether somebody, also by deciding a conflict, has brought back what a step took away. */
function isBroughtBack(bases: ReadonlyMap<string, Json[]>, step: DocumentChange, titles: Titles): boolean {
  if (leftBy(step) !== null) return false;
  // It was not there at first either, so that there are two who have put it there.
  return (bases.get(thingOf(step, titles)) ?? []).filter((base) => base === null).length > 1;
}

function changedFields(base: Record<string, Json>, value: Record<string, Json>): string[] {
  return Object.keys(value).filter((field) => !jsonEqual(base[field], value[field]));
}

function describe({ who, change }: HistoryEntry): string {
  return `${who}’s ${JSON.stringify(change)}`;
}
