import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import type { Change, FileMove, Step } from '#shared/model/change.ts';
import { formerTitles, newTitle } from '#shared/model/former-titles.ts';
import { ownValue } from '#shared/model/json.ts';
import { matchPictures, pictureName, picturesFolder } from '#shared/model/picture.ts';
import { findTest, type Suite, type SuiteTest, slotCount } from '#shared/model/suite.ts';
import { isFailure } from '../failure.ts';
import { keysOf } from '../library/change-runner.ts';
import type { LibrarySession } from '../library/library-session.ts';
import { isSlotTaken, type TitledFiles } from '../library/slot-files.ts';
import type { Clock } from './clock.ts';

export type FollowedLibrary = TitledFiles & Pick<LibrarySession, 'commit'>;

/**
 * Moves ratings and pictures that somebody has put under a title that its test has no longer to the title
 * that it has now. Where that is taken nothing is moved: the repairs of the library offer a choice.
 *
 * A rename is many requests, of which others may see the first alone. So what others have put there is moved only
 * when it still lies there after a while, lest each of them finishes the rename that one is sending.
 */
export function createRenameFollower(
  session: FollowedLibrary,
  clock: Pick<Clock, 'now'>,
): (own: readonly string[]) => Promise<void> {
  let seenAt = new Map<string, number>();
  return async (own) => {
    const steps = stragglers(session);
    const now = clock.now();
    const known = seenAt;
    seenAt = new Map(steps.map((step) => [nameOf(step), Math.min(known.get(nameOf(step)) ?? now, now)]));
    const isRipe = (step: Step) => now - (seenAt.get(nameOf(step)) ?? now) >= patience;
    const due = steps.filter((step) => isRipe(step) || keysOf(step).some((key) => own.includes(key)));
    if (due.length > 0) await move(session, due);
  };
}

/** How long others may take to send a rename, in milliseconds: less than the time between two looks. */
const patience = 20_000;

function nameOf(step: Step): string {
  return JSON.stringify(step);
}

async function move(session: FollowedLibrary, steps: Step[]): Promise<void> {
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
