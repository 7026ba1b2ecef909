import { type Analysis, ratingOf, ratingsOf, summarise } from './analysis.ts';
import { isJsonObject, type Json, ownValue } from './json.ts';
import { mostAlike } from './likeness.ts';
import { hasPicture, type MatchedPictures, matchPictures, type PictureFile } from './picture.ts';
import { affinities, isRated, palettesDiffer } from './rating.ts';
import { type Repair, repairId } from './repair.ts';
import { fileStem, isCurrent, type Suite, type SuiteTest } from './suite.ts';

export interface Examined {
  repairs: Repair[];
  /** Titles of the tests that it has a picture of. */
  pictured: ReadonlySet<string>;
}

/** What is odd in one profile: its ratings, its pictures, and how they fit the suite. */
export function examineProfile(
  suite: Suite,
  profile: string,
  analysis: Analysis | undefined,
  files: readonly PictureFile[],
): Examined {
  const matched = matchPictures(suite, profile, files);
  const pictured = [...matched.byTest.keys()].filter((title) => hasPicture(matched, title));
  const ratings = orphanRatings(suite, profile, analysis, matched);
  const claimed = new Set(ratings.map((repair) => repair.picture));
  const repairs = [
    ...ratings,
    ...matched.strays
      .filter((picture) => !claimed.has(picture))
      .map((picture) => strayPicture(suite, profile, picture, matched)),
    ...(files.length === 0 ? [] : missingPictures(suite, profile, analysis, matched)),
    ...paletteRepair(profile, analysis),
    ...summaryRepair(profile, analysis),
  ];
  return { repairs, pictured: new Set(pictured) };
}

type OrphanRating = Extract<Repair, { kind: 'rating-without-test' }>;

function orphanRatings(
  suite: Suite,
  profile: string,
  analysis: Analysis | undefined,
  matched: MatchedPictures,
): OrphanRating[] {
  const titles = new Set(suite.map((test) => test.title));
  const free = suite.filter((test) => ratingOf(analysis, test.title) === undefined);
  return Object.keys(ratingsOf(analysis))
    .filter((test) => !titles.has(test))
    .map((test) => {
      const stem = fileStem(test);
      const picture = matched.strays.find((file) => stemOf(profile, file.name) === stem.normalize('NFC'));
      const suggestion = suggestTest(suite, test, free);
      return {
        kind: 'rating-without-test',
        id: repairId('rating-without-test', profile, test),
        profile,
        test,
        suggestion,
        picture,
        title: `Rating “${test}” belongs to no test`,
        explanation:
          `${profile} has a rating${picture ? ' and a picture' : ''} under this title, but no test of the suite has it. ` +
          (suggestion === undefined
            ? 'Attach it to a test, or archive it.'
            : `It is most like “${suggestion}”. Attach it there or to another test, or archive it.`),
      };
    });
}

function strayPicture(suite: Suite, profile: string, picture: PictureFile, matched: MatchedPictures): Repair {
  const free = suite.filter((test) => matched.byTest.get(test.title)?.includes(undefined));
  const suggestion = suggestTest(suite, stemOf(profile, picture.name), free);
  return {
    kind: 'picture-without-test',
    id: repairId('picture-without-test', profile, picture.name),
    profile,
    picture,
    suggestion,
    title: `Picture ${picture.name} belongs to no test`,
    explanation:
      'Its name matches no test of the suite. ' +
      (suggestion === undefined
        ? 'Give it to a test, or delete it.'
        : `It is most like “${suggestion}”. Give it to that test or another one, or delete it.`),
  };
}

/** Share of the tests that may lack a picture in a profile that counts as nearly finished. */
const nearlyFinished = 0.1;

function missingPictures(
  suite: Suite,
  profile: string,
  analysis: Analysis | undefined,
  matched: MatchedPictures,
): Repair[] {
  const current = suite.filter(isCurrent);
  const without = current.filter((test) => !hasPicture(matched, test.title));
  const isRatedTest = (test: SuiteTest) => isRated(ratingOf(analysis, test.title));
  const unrated = without.filter((test) => !isRatedTest(test)).map((test) => test.title);
  const repairs = without
    .filter(isRatedTest)
    .map((test): Repair => ratingWithoutPicture(profile, test.title));
  if (unrated.length === 0 || without.length > current.length * nearlyFinished) return repairs;
  return [...repairs, missingPicture(profile, unrated)];
}

function ratingWithoutPicture(profile: string, test: string): Repair {
  return {
    kind: 'rating-without-picture',
    id: repairId('rating-without-picture', profile, test),
    profile,
    test,
    title: `“${test}” is rated without a picture`,
    explanation: `${profile} has a rating for this test, but its picture is not in the library. Add the picture, or remove the rating.`,
  };
}

/** Pictures that a nearly finished profile lacks. */
export function missingPicture(profile: string, tests: string[]): Repair {
  const titles = tests.map((test) => `“${test}”`).join(', ');
  return {
    kind: 'missing-picture',
    id: repairId('missing-picture', profile),
    profile,
    tests,
    title: `${profile} has no picture for ${titles}`,
    explanation: 'It has the pictures of nearly all other tests. Add what is missing in the gallery.',
  };
}

function paletteRepair(profile: string, analysis: Analysis | undefined): Repair[] {
  const tests = Object.entries(ratingsOf(analysis))
    .filter(([, rating]) => isJsonObject(rating) && palettesDiffer(rating))
    .map(([title]) => title);
  if (tests.length === 0) return [];
  return [
    {
      kind: 'palette-keys',
      id: repairId('palette-keys', profile),
      profile,
      tests,
      title: `${tests.length === 1 ? 'One palette' : `${tests.length} palettes`} of ${profile} stand under one key only, or differ`,
      explanation:
        'The predecessor reads a palette under color_palette in one place and color-palette in another. Writing both lets it see what this app sees.',
    },
  ];
}

function summaryRepair(profile: string, analysis: Analysis | undefined): Repair[] {
  if (analysis === undefined) return [];
  const stored = ownValue(analysis, 'affinity_summary');
  const right = summarise(ratingsOf(analysis));
  const isRight = affinities.every((affinity) =>
    sameTitles(isJsonObject(stored) ? stored[affinity] : [], right[affinity]),
  );
  if (isRight) return [];
  return [
    {
      kind: 'wrong-summary',
      id: repairId('wrong-summary', profile),
      profile,
      title: `The affinity summary of ${profile} ${stored === undefined ? 'is missing' : 'is wrong'}`,
      explanation: 'It lists other titles than the ratings say. Rebuilding it changes nothing else.',
    },
  ];
}

/** A test whose stored id still carries the old title, or one that is alike by its rare words. */
function suggestTest(suite: Suite, title: string, free: readonly SuiteTest[]): string | undefined {
  const bare = title.replace(/^Test[ _]\d+:[ _]*/i, '');
  const stem = fileStem(bare);
  const byId = free.find((test) => test.title === bare || test.id === stem);
  if (byId) return byId.title;
  const titles = free.map((test) => test.title);
  return mostAlike(
    bare,
    titles,
    suite.map((test) => test.title),
  );
}

/** A picture's name without profile and extension. */
function stemOf(profile: string, name: string): string {
  const bare = name.normalize('NFC').replace(/\.[a-z]+$/i, '');
  const prefix = `${profile.normalize('NFC')}_`;
  return bare.startsWith(prefix) ? bare.slice(prefix.length) : bare;
}

function sameTitles(stored: Json | undefined, right: Json | undefined): boolean {
  if (!Array.isArray(stored) || !Array.isArray(right)) return false;
  const titles = new Set(stored);
  return stored.length === right.length && right.every((title) => titles.has(title));
}
