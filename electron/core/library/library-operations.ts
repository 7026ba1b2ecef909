import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import type { Change, DocumentName } from '#shared/model/change.ts';
import { isJsonObject, type Json, ownValue } from '#shared/model/json.ts';
import { pictureName, picturesFolder } from '#shared/model/picture.ts';
import { planRename } from '#shared/model/plans.ts';
import { fileStem, findTest, hasSeveralPictures, type SuiteTest, slotCount } from '#shared/model/suite.ts';
import { Failure } from '../failure.ts';
import { createBackup, readBackup } from './backups.ts';
import { binFolder, documentKey, originalsFolder, uniqueName } from './library-keys.ts';
import type { LibrarySession } from './library-session.ts';

/** Renames a test: the suite's entry, every profile's rating, every picture and kept original. */
export function renameTest(session: LibrarySession, from: string, to: string): Change {
  const plan = planRename(session.snapshot(), from, to);
  if (!plan.ok) throw new Failure(plan.error.code, plan.error.message);
  const test = requireTest(session, from);
  const renamed = { ...test, title: to };
  const changes: Change[] = [{ type: 'test.edit', base: test, value: renamed }];
  for (const [profile, analysis] of session.state.analyses) {
    if (ratingOf(analysis, from)) changes.push({ type: 'rating.rename', profile, from, to });
  }
  for (const profile of session.pictures.profiles()) {
    changes.push(...movesForRename(session, profile, test, renamed));
  }
  return { type: 'batch', label: `Rename “${from}” to “${to}”`, changes };
}

/** Moves pictures to the bin, with the older copies and originals that belong to them. */
export function removePictures(session: LibrarySession, ids: readonly string[]): Change {
  const bin = `${binFolder}${uniqueName()}/`;
  const keys = new Set<string>();
  for (const id of ids) {
    const picture = session.pictures.lookup(id);
    if (!picture) throw new Failure('not-found', 'This picture is not there any more.');
    for (const key of companions(session, picture.profile, picture.name)) keys.add(key);
  }
  const changes = [...keys].map((from): Change => ({ type: 'file.move', from, to: bin + baseName(from) }));
  const label = ids.length === 1 ? 'Remove a picture' : `Remove ${ids.length} pictures`;
  return { type: 'batch', label, changes };
}

/** Gives a picture that belongs to no test to a test's free slot. */
export function assignPicture(session: LibrarySession, id: string, title: string, slot: number): Change {
  const picture = session.pictures.lookup(id);
  if (!picture) throw new Failure('not-found', 'This picture is not there any more.');
  const test = requireTest(session, title);
  const extension = /\.png$/i.test(picture.name) ? '.png' : '.jpg';
  const to =
    picturesFolder(picture.profile) + pictureName(picture.profile, test, checkSlot(test, slot), extension);
  if (slotKeys(session, picture.profile, test, slot).length > 0) {
    throw new Failure('conflict', `“${title}” has a picture in this place already. Nothing was changed.`);
  }
  const changes: Change[] = [{ type: 'file.move', from: picture.key, to }];
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
  const changes: Change[] = [{ type: 'rating.rename', profile, from, to }];
  const name = `${profile}_${fileStem(from)}.jpg`;
  const key = session.pictures.keyOf(profile, name);
  if (key && !findTest(session.state.suite, from) && slotKeys(session, profile, test, 0).length === 0) {
    changes.push({
      type: 'file.move',
      from: key,
      to: picturesFolder(profile) + pictureName(profile, test, 0),
    });
  }
  return { type: 'batch', label: `Attach the rating of “${from}” to “${to}”`, changes };
}

/** Takes a rating out of the ratings and keeps it in the same document under `archived_ratings`. */
export function archiveRating(session: LibrarySession, profile: string, title: string): Change {
  const analysis = session.state.analyses.get(profile);
  const rating = ratingOf(analysis, title);
  if (!rating) throw new Failure('not-found', `There is no rating of “${title}” any more.`);
  const stored = ownValue(analysis, 'archived_ratings') ?? null;
  const archived: Json = {
    ...(isJsonObject(stored ?? undefined) ? (stored as object) : {}),
    [title]: rating,
  };
  return {
    type: 'batch',
    label: `Archive the rating of “${title}”`,
    changes: [
      { type: 'rating.set', profile, test: title, base: rating, value: null },
      { type: 'profile.set', profile, field: 'archived_ratings', base: stored, value: archived },
    ],
  };
}

/** Replaces a profile's document by a backup; today's is backed up, or set aside when unreadable. */
export async function restoreBackup(session: LibrarySession, profile: string, name: string): Promise<Change> {
  const value = await readBackup(session.backend, profile, name);
  const document: DocumentName = { profile };
  const stored = await session.documents.get(document);
  const label = `Restore ${profile} from the backup of ${name.slice(-20, -5)}`;
  if (stored.problem !== undefined) {
    const aside = setAside(document);
    return { type: 'batch', label, changes: [aside, { type: 'document.set', document, base: null, value }] };
  }
  if (stored.value !== null) await createBackup(session.backend, profile);
  return { type: 'batch', label, changes: [{ type: 'document.set', document, base: stored.value, value }] };
}

/** Moves a document to the bin as it is. */
export function setAside(document: DocumentName): Change {
  const from = documentKey(document);
  return { type: 'file.move', from, to: `${binFolder}${uniqueName()}/${baseName(from)}` };
}

/** Keys of the files that stand in a slot: the `.jpg`, and an older `.png` beside it. */
export function slotKeys(session: LibrarySession, profile: string, test: SuiteTest, slot: number): string[] {
  return ['.jpg', '.png']
    .map((extension) => session.pictures.keyOf(profile, pictureName(profile, test, slot, extension)))
    .filter((key) => key !== undefined);
}

/** The picture's own key, its twin with the other extension, and its kept original. */
export function companions(session: LibrarySession, profile: string, name: string): string[] {
  const stem = name.replace(/\.[^.]+$/, '');
  const keys = [name, `${stem}.jpg`, `${stem}.png`].map((other) => session.pictures.keyOf(profile, other));
  return [...new Set([...keys, session.pictures.originalOf(profile, name)])].filter(
    (key) => key !== undefined,
  );
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

function movesForRename(
  session: LibrarySession,
  profile: string,
  test: SuiteTest,
  renamed: SuiteTest,
): Change[] {
  const changes: Change[] = [];
  for (let slot = 0; slot < slotCount(test); slot += 1) {
    for (const extension of ['.jpg', '.png']) {
      const name = pictureName(profile, test, slot, extension);
      const key = session.pictures.keyOf(profile, name);
      if (!key) continue;
      const target = pictureName(profile, renamed, slot, extension);
      changes.push(...moves(key, picturesFolder(profile) + target));
      const original = session.pictures.originalOf(profile, name);
      if (original && extension === '.jpg') {
        const originalName = target.replace(/\.[^.]+$/, '') + original.slice(original.lastIndexOf('.'));
        changes.push(...moves(original, `${originalsFolder}${profile}/${originalName}`));
      }
    }
  }
  return changes;
}

/** Names that differ in case or composition only are one file to some systems: move by way of the bin. */
function moves(from: string, to: string): Change[] {
  if (from === to) return [];
  const isTwin = from.normalize('NFC').toLowerCase() === to.normalize('NFC').toLowerCase();
  if (!isTwin) return [{ type: 'file.move', from, to }];
  const between = `${binFolder}${uniqueName()}/${baseName(from)}`;
  return [
    { type: 'file.move', from, to: between },
    { type: 'file.move', from: between, to },
  ];
}

function baseName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
