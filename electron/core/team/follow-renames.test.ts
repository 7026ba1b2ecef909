import { describe, expect, it } from 'vitest';
import { type Analysis, createAnalysis } from '#shared/model/analysis.ts';
import { type Change, stepsOf } from '#shared/model/change.ts';
import { formerTitlesField } from '#shared/model/former-titles.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { createTest, type SuiteTest } from '#shared/model/suite.ts';
import { emptyState } from '../library/library-state.ts';
import { createPictureIndex } from '../library/picture-index.ts';
import type { TitledFiles } from '../library/slot-files.ts';
import { createRenameFollower, type FollowedLibrary, stragglers } from './follow-renames.ts';

const renamed = newTest('Town in Fog', ['Foggy City', 'City in Fog']);

describe('what lies under a title that its test had before', () => {
  it('is moved to the title that it has, ratings and pictures of all profiles', () => {
    const library = libraryOf([renamed], {
      abc: { ratings: ['Foggy City'], pictures: ['abc_City_in_Fog.jpg'] },
      def: { ratings: ['Red Barn'], pictures: ['def_Foggy_City.jpg'] },
    });
    expect(stragglers(library)).toEqual([
      { type: 'rating.rename', profile: 'abc', from: 'Foggy City', to: 'Town in Fog' },
      move('abc', 'City_in_Fog', 'Town_in_Fog'),
      move('def', 'Foggy_City', 'Town_in_Fog'),
    ]);
  });

  it('gets the place that several want when it was left last; the others stay', () => {
    const library = libraryOf([renamed], {
      abc: {
        ratings: ['Foggy City', 'City in Fog'],
        pictures: ['abc_Foggy_City.jpg', 'abc_City_in_Fog.jpg'],
      },
    });
    expect(stragglers(library)).toEqual([
      { type: 'rating.rename', profile: 'abc', from: 'City in Fog', to: 'Town in Fog' },
      move('abc', 'City_in_Fog', 'Town_in_Fog'),
    ]);
  });

  it('stays where the new title is taken', () => {
    const library = libraryOf([renamed], {
      abc: {
        ratings: ['Foggy City', 'Town in Fog'],
        pictures: ['abc_Foggy_City.jpg', 'abc_Town_in_Fog.png'],
      },
    });
    expect(stragglers(library)).toEqual([]);
  });

  it('stays where another test has the title now', () => {
    const library = libraryOf([renamed, newTest('Foggy City')], {
      abc: { ratings: ['Foggy City'], pictures: ['abc_Foggy_City.jpg'] },
    });
    expect(stragglers(library)).toEqual([]);
  });

  it('goes to the test that had the title last, where two had it', () => {
    const library = libraryOf([renamed, newTest('Mist', ['Foggy City'])], {
      abc: { ratings: ['Foggy City'], pictures: [] },
    });
    expect(stragglers(library)).toMatchObject([{ to: 'Mist' }]);
  });

  it('is all eight pictures of a test with several', () => {
    const voids = { ...newTest('Void', ['Null']), section: 'VOID_PHOTO' };
    const pictures = Array.from({ length: 8 }, (_, slot) => `abc_Null_${slot + 1}.jpg`);
    expect(stragglers(libraryOf([voids], { abc: { ratings: [], pictures } }))).toHaveLength(8);
  });

  it('is nothing where no test was ever renamed', () => {
    const library = libraryOf([newTest('Red Barn')], {
      abc: { ratings: ['Foggy City'], pictures: ['abc_Foggy_City.jpg'] },
    });
    expect(stragglers(library)).toEqual([]);
  });
});

describe('what others have put under a former title', () => {
  function follow() {
    const held = { ratings: ['Foggy City'], pictures: ['abc_Foggy_City.jpg'] };
    const moved: Change[] = [];
    const commit: FollowedLibrary['commit'] = async (change) => {
      moved.push(typeof change === 'function' ? await change() : change);
      return { id: 'x' } as HistoryEntry;
    };
    const clock = { time: 1_000_000, now: () => clock.time };
    const library = { ...libraryOf([renamed], { abc: held }), commit };
    const steps = () => moved.flatMap(stepsOf).map(({ type }) => type);
    return { clock, steps, follow: createRenameFollower(library, clock) };
  }

  it('is moved when it still lies there after a while, for somebody may be renaming just now', async () => {
    const { clock, steps, follow: followRenames } = follow();
    await followRenames([]);
    clock.time += 5_000;
    await followRenames([]);
    expect(steps()).toEqual([]);
    clock.time += 20_000;
    await followRenames([]);
    expect(steps()).toEqual(['rating.rename', 'file.move']);
  });

  it('is moved also when the clock was set back', async () => {
    const { clock, steps, follow: followRenames } = follow();
    await followRenames([]);
    clock.time -= 900_000;
    await followRenames([]);
    clock.time += 20_000;
    await followRenames([]);
    expect(steps()).toHaveLength(2);
  });

  it('is moved at once where it is one’s own', async () => {
    const { steps, follow: followRenames } = follow();
    await followRenames(['profile_results/abc/abc_Foggy_City.jpg']);
    expect(steps()).toEqual(['file.move']);
  });
});

function libraryOf(
  suite: SuiteTest[],
  profiles: Record<string, { ratings: string[]; pictures: string[] }>,
): TitledFiles {
  const state = { ...emptyState(), suite };
  const pictures = createPictureIndex();
  for (const [profile, held] of Object.entries(profiles)) {
    const ratings = Object.fromEntries(held.ratings.map((title) => [title, { score: 5 }]));
    state.analyses.set(profile, { ...createAnalysis(profile), ratings } as Analysis);
    for (const name of held.pictures) {
      const key = `profile_results/${profile}/${name}`;
      pictures.note(key, { key, size: 1, stamp: 's', modified: 0 });
    }
  }
  return { state, pictures };
}

function newTest(title: string, former: string[] = []): SuiteTest {
  const fields = { prompt: 'x', section: 'PHOTO', params: '', version: 'v1', createdDate: '2026-01-01' };
  const test = createTest({ title, ...fields });
  return former.length === 0 ? test : { ...test, [formerTitlesField]: former };
}

function move(profile: string, from: string, to: string) {
  const folder = `profile_results/${profile}/${profile}_`;
  return { type: 'file.move', from: `${folder}${from}.jpg`, to: `${folder}${to}.jpg` };
}
