import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import type { Change, FileMove, Step } from '#shared/model/change.ts';
import { formerTitles, newTitle } from '#shared/model/former-titles.ts';
import { matchPictures, pictureName, picturesFolder } from '#shared/model/picture.ts';
import { findTest, slotCount } from '#shared/model/suite.ts';
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
  const { suite } = library.state;
  if (!suite.some((test) => formerTitles(test).length > 0)) return [];
  return [...strayRatings(library), ...strayPictures(library)];
}

function strayRatings({ state }: TitledFiles): Step[] {
  return [...state.analyses].flatMap(([profile, analysis]) =>
    Object.keys(ratingsOf(analysis)).flatMap((from): Step[] => {
      const to = newTitle(state.suite, from);
      if (to === undefined || ratingOf(analysis, to)) return [];
      return [{ type: 'rating.rename', profile, from, to }];
    }),
  );
}

function strayPictures(library: TitledFiles): FileMove[] {
  const { state, pictures } = library;
  const renamed = state.suite.filter((test) => formerTitles(test).length > 0);
  return pictures.profiles().flatMap((profile) => {
    const files = pictures.files(profile) ?? [];
    const strays = new Set(matchPictures(state.suite, profile, files).strays.map(({ name }) => name));
    return renamed.flatMap((test) =>
      formerTitles(test)
        .filter((title) => !findTest(state.suite, title))
        .flatMap((title) =>
          Array.from({ length: slotCount(test) }, (_, slot): FileMove[] => {
            const old = pictureName(profile, { ...test, title }, slot);
            if (!strays.has(old) || isSlotTaken(library, profile, test, slot)) return [];
            const folder = picturesFolder(profile);
            return [{ type: 'file.move', from: folder + old, to: folder + pictureName(profile, test, slot) }];
          }).flat(),
        ),
    );
  });
}
