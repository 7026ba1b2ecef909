import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import type { Change, FileMove, Step } from '#shared/model/change.ts';
import { formerTitles, newTitle } from '#shared/model/former-titles.ts';
import { ownValue } from '#shared/model/json.ts';
import { matchPictures, pictureName, picturesFolder } from '#shared/model/picture.ts';
import { findTest, type Suite, type SuiteTest, slotCount } from '#shared/model/suite.ts';
import { isFailure } from '../failure.ts';
import type { LibrarySession } from '../library/library-session.ts';
import { isSlotTaken, type TitledFiles } from '../library/slot-files.ts';

/**
 * Moves ratings and pictures that somebody has put under a title that its test has no longer to the title
 * that it has now. Where that is taken nothing is moved: the repairs of the library offer a choice.
 */
export async function followRenames(session: LibrarySession): Promise<void> {
  const steps = stragglers(session);
  if (steps.length === 0) return;
  const label = 'Take along what was added under a former title';
  const change: Change = { type: 'batch', label, changes: steps };
  try {
    await session.commit(() => change);
  } catch (error) {
    // It stays where it is and is offered as a repair.
    if (!isFailure(error)) throw error;
  }
}

/** The steps that bring everything under a former title to the test's title. */
export function stragglers(library: TitledFiles): Step[] {
  const left = leftTitles(library.state.suite);
  return left.length === 0 ? [] : [...strayRatings(library, left), ...strayPictures(library, left)];
}

/** A title that no test has any more, and the test that had it. */
interface LeftTitle {
  title: string;
  test: SuiteTest;
}

/** The newest first: where several things want the same place, it is the one that was left last that gets it. */
function leftTitles(suite: Suite): LeftTitle[] {
  const titles = new Set(suite.flatMap((test) => formerTitles(test).reverse()));
  return [...titles].flatMap((title) => {
    const now = newTitle(suite, title);
    const test = now === undefined ? undefined : findTest(suite, now);
    return test ? [{ title, test }] : [];
  });
}

function strayRatings({ state }: TitledFiles, left: readonly LeftTitle[]): Step[] {
  return [...state.analyses].flatMap(([profile, analysis]) => {
    const taken = new Set<string>();
    return left.flatMap(({ title: from, test: { title: to } }): Step[] => {
      const isFree = !taken.has(to) && !ratingOf(analysis, to);
      if (ownValue(ratingsOf(analysis), from) === undefined || !isFree) return [];
      taken.add(to);
      return [{ type: 'rating.rename', profile, from, to }];
    });
  });
}

function strayPictures(library: TitledFiles, left: readonly LeftTitle[]): FileMove[] {
  const { state, pictures } = library;
  return pictures.profiles().flatMap((profile) => {
    const found = left.flatMap((one) => picturesUnder(library, profile, one));
    // Mostly there are none, and matching all pictures of hundreds of profiles takes its time.
    if (found.length === 0) return [];
    const files = pictures.files(profile) ?? [];
    const strays = new Set(matchPictures(state.suite, profile, files).strays.map(({ name }) => name));
    const moves = found.filter(({ name }) => strays.has(name)).map(({ move }) => move);
    const targets = moves.map(({ to }) => to);
    return moves.filter(({ to }, index) => targets.indexOf(to) === index);
  });
}

/** The pictures whose names say a title that is left, with the move to where they belong, where that is free. */
function picturesUnder(
  library: TitledFiles,
  profile: string,
  { title, test }: LeftTitle,
): { name: string; move: FileMove }[] {
  const folder = picturesFolder(profile);
  return Array.from({ length: slotCount(test) }, (_, slot) => slot).flatMap((slot) => {
    const name = pictureName(profile, { ...test, title }, slot);
    if (library.pictures.keyOf(profile, name) === undefined) return [];
    if (isSlotTaken(library, profile, test, slot)) return [];
    const to = folder + pictureName(profile, test, slot);
    return [{ name, move: { type: 'file.move' as const, from: folder + name, to } }];
  });
}
