import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import type { Change, DocumentName, FileMove } from '#shared/model/change.ts';
import { isJsonObject, type Json, type JsonObject, ownValue, withKey } from '#shared/model/json.ts';
import { matchPictures, pictureName, picturesFolder } from '#shared/model/picture.ts';
import { fileStem, findTest, hasSeveralPictures, type SuiteTest, slotCount } from '#shared/model/suite.ts';
import { Failure } from '../failure.ts';
import { createBackup, readBackup } from './backups.ts';
import { binFolder, documentKey, uniqueName } from './library-keys.ts';
import type { LibrarySession } from './library-session.ts';
import { contentOf } from './move-file.ts';
import { settleBounded } from './settle-bounded.ts';
import { companions, isSlotTaken, movesOf, placeInBin } from './slot-files.ts';

/** Pictures read at once. */
const readsAtOnce = 8;

/** Moves pictures to the bin, with the older copies and originals that belong to them. */
export async function removePictures(session: LibrarySession, ids: readonly string[]): Promise<Change> {
  const bin = `${binFolder}${uniqueName()}/`;
  const keys = new Set<string>();
  for (const id of ids) {
    const picture = session.pictures.lookup(id);
    if (!picture) throw new Failure('not-found', 'This picture is not there any more.');
    for (const key of companions(session, picture.profile, picture.name)) keys.add(key);
  }
  const changes = await movesOfContent(session, [...keys], bin);
  const label = ids.length === 1 ? 'Remove a picture' : `Remove ${ids.length} pictures`;
  return { type: 'batch', label, changes };
}

/**
 * Moves to the bin of the very files that are there now: taking them back moves no other ones. Where moving
 * needs no reading, nothing is read: the pictures of a bucket may not be at hand.
 */
export async function movesOfContent(
  session: LibrarySession,
  keys: readonly string[],
  bin: string,
): Promise<FileMove[]> {
  const settled = await settleBounded(keys, readsAtOnce, async (from): Promise<FileMove> => {
    const to = placeInBin(bin, from);
    if (session.backend.move) {
      const version = (await session.backend.stat(from))?.version;
      return { type: 'file.move', from, to, ...(version === undefined ? {} : { version }) };
    }
    const { bytes } = await session.backend.read(from);
    return { type: 'file.move', from, to, content: contentOf(bytes) };
  });
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

/** Gives a picture that belongs to no test to a test's free slot. */
export function assignPicture(session: LibrarySession, id: string, title: string, slot: number): Change {
  const picture = session.pictures.lookup(id);
  if (!picture) throw new Failure('not-found', 'This picture is not there any more.');
  const test = requireTest(session, title);
  const extension = /\.png$/i.test(picture.name) ? '.png' : '.jpg';
  const to =
    picturesFolder(picture.profile) + pictureName(picture.profile, test, checkSlot(test, slot), extension);
  if (isSlotTaken(session, picture.profile, test, slot)) {
    throw new Failure('conflict', `“${title}” has a picture in this place already. Nothing was changed.`);
  }
  const changes: Change[] = movesOf(picture.key, to);
  return { type: 'batch', label: `Give a picture to “${title}”`, changes };
}

/** Removes every rating of a profile; the caller makes the backup first. */
export function clearRatings(session: LibrarySession, profile: string): Change {
  const ratings = Object.entries(ratingsOf(session.state.analyses.get(profile)));
  if (ratings.length === 0) throw new Failure('invalid', 'This profile has no ratings to clear.');
  const changes = ratings.map(
    ([test, rating]): Change => ({
      type: 'rating.set',
      profile,
      test,
      base: isJsonObject(rating) ? rating : null,
      value: null,
    }),
  );
  return { type: 'batch', label: `Clear ${ratings.length} ratings of ${profile}`, changes };
}

/** Attaches a rating without a test to a test, with its picture where that is stray as well. */
export function attachRating(session: LibrarySession, profile: string, from: string, to: string): Change {
  const test = requireTest(session, to);
  const analysis = session.state.analyses.get(profile);
  if (!ratingOf(analysis, from)) throw new Failure('not-found', `There is no rating of “${from}” any more.`);
  if (ratingOf(analysis, to)) {
    throw new Failure('conflict', `“${to}” is rated already. Archive one of the two ratings first.`);
  }
  const changes: Change[] = [{ type: 'rating.rename', profile, from, to }];
  const stray = strayOf(session, profile, from);
  if (stray && !isSlotTaken(session, profile, test, 0)) {
    const extension = /\.png$/i.test(stray) ? '.png' : '.jpg';
    changes.push(...movesOf(stray, picturesFolder(profile) + pictureName(profile, test, 0, extension)));
  }
  return { type: 'batch', label: `Attach the rating of “${from}” to “${to}”`, changes };
}

/** The key of a title's picture, when no test of the suite has it. */
function strayOf(session: LibrarySession, profile: string, title: string): string | undefined {
  if (findTest(session.state.suite, title)) return undefined;
  const { strays } = matchPictures(session.state.suite, profile, session.pictures.files(profile) ?? []);
  const names = ['.jpg', '.png'].map((extension) =>
    `${profile}_${fileStem(title)}${extension}`.normalize('NFC'),
  );
  const stray = names.find((name) => strays.some((file) => file.name.normalize('NFC') === name));
  return stray && session.pictures.keyOf(profile, stray);
}

/** Takes a rating out of the ratings and keeps it in the same document under `archived_ratings`. */
export function archiveRating(session: LibrarySession, profile: string, title: string): Change {
  const analysis = session.state.analyses.get(profile);
  const rating = ratingOf(analysis, title);
  if (!rating) throw new Failure('not-found', `There is no rating of “${title}” any more.`);
  const stored = ownValue(analysis, 'archived_ratings') ?? null;
  const others = isJsonObject(stored) ? stored : {};
  const archived: Json = withKey(others, freeTitle(others, title), rating);
  return {
    type: 'batch',
    label: `Archive the rating of “${title}”`,
    changes: [
      { type: 'rating.set', profile, test: title, base: rating, value: null },
      { type: 'profile.set', profile, field: 'archived_ratings', base: stored, value: archived },
    ],
  };
}

/** The title, or the title with a number, when a rating of it was archived before. */
function freeTitle(archived: JsonObject, title: string): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? title : `${title} (${count})`;
    if (ownValue(archived, name) === undefined) return name;
  }
}

/** Replaces a profile's document by a backup; today's is backed up, or set aside when unreadable. */
export async function restoreBackup(session: LibrarySession, profile: string, name: string): Promise<Change> {
  const value = await readBackup(session.backend, profile, name);
  const document: DocumentName = { profile };
  const stored = await session.documents.get(document);
  const label = `Restore ${profile} from the backup of ${name.slice(-20, -5)}`;
  if (stored.problem !== undefined) {
    const aside = await toBin(session, document);
    return {
      type: 'batch',
      label,
      changes: [...aside, { type: 'document.set', document, base: null, value }],
    };
  }
  if (stored.value !== null) await createBackup(session.backend, profile);
  return { type: 'batch', label, changes: [{ type: 'document.set', document, base: stored.value, value }] };
}

/** Moves a document that cannot be read to the bin, as it is. */
export async function setAside(session: LibrarySession, document: DocumentName): Promise<Change> {
  const { value, problem } = await session.documents.load(document);
  if (problem !== undefined) {
    const [aside] = await toBin(session, document);
    if (aside) return aside;
  }
  if (value === null) throw new Failure('not-found', 'This document is not there any more.');
  throw new Failure('conflict', 'This document can be read again, so it was left where it is.');
}

/** Only as it is now: one that somebody has repaired meanwhile stays. */
function toBin(session: LibrarySession, document: DocumentName): Promise<FileMove[]> {
  return movesOfContent(session, [documentKey(document)], `${binFolder}${uniqueName()}/`);
}

export function requireTest(session: LibrarySession, title: string): SuiteTest {
  const test = findTest(session.state.suite, title);
  if (!test) throw new Failure('not-found', `There is no test titled “${title}” any more.`);
  return test;
}

export function checkSlot(test: SuiteTest, slot: number): number {
  if (slot < slotCount(test)) return slot;
  throw new Failure(
    'invalid',
    `“${test.title}” has ${hasSeveralPictures(test) ? 'eight places' : 'one place'} for pictures.`,
  );
}
