import { expect, it } from 'vitest';
import { bulkPrompts } from '#shared/midjourney/prompt.ts';
import { matchPictures, pictureName } from '#shared/model/picture.ts';
import type { Suite, SuiteTest } from '#shared/model/suite.ts';
import { checkSuite, countJobs, isMissing, promptSections } from './prompt-sets.ts';

const photo: SuiteTest = { title: 'Fog', section: 'PHOTO', prompt: 'fog', params: '--v 8.2 --seed 7' };
const colours: SuiteTest = { title: 'Birds', section: 'ART', prompt: '{red, green} bird', params: '--v 8.2' };
const empty: SuiteTest = { title: 'Null', section: 'VOID_ART', prompt: '.', params: '--v 8.2' };
const suite: Suite = [empty, colours, { ...photo, title: 'Old', status: 'archived' }, photo];

function sections(files: string[]) {
  const pictures = files.map((name) => ({ id: name, name, stamp: '1', size: 1, modified: 1 }));
  return promptSections(suite, 'abc', matchPictures(suite, 'abc', pictures));
}

it('lists current tests by section, each prompt equal to its line of the bulk text', () => {
  const entries = sections([]).flatMap((section) => section.entries);
  expect(entries.map(({ test }) => test.title)).toEqual(['Fog', 'Birds', 'Null']);
  const tests = entries.map(({ test }) => test);
  expect(bulkPrompts(tests, 'abc').split('\n')).toEqual(entries.map(({ prompt }) => prompt));
  expect(entries[0]?.prompt).toBe('fog --v 8.2 --seed 7 --p abc');
});

it('counts permutations, and two jobs for eight pictures', () => {
  const entries = sections([]).flatMap((section) => section.entries);
  expect(entries.map(({ jobs }) => jobs)).toEqual([1, 2, 2]);
  expect(countJobs(entries, false)).toBe('3 prompts · 5 jobs');
  expect(countJobs(entries.slice(0, 1), false)).toBe('1 prompt · 1 job');
});

it('counts only the runs that missing pictures need', () => {
  const names = [0, 1, 2, 3, 4].map((slot) => pictureName('abc', empty, slot));
  const entries = sections([...names, 'abc_Fog.jpg']).flatMap((section) => section.entries);
  const missing = entries.filter(isMissing);
  expect(missing.map(({ test }) => test.title)).toEqual(['Birds', 'Null']);
  expect(missing.map(({ missingJobs }) => missingJobs)).toEqual([2, 1]);
});

it('says once what half of the tests have in common', () => {
  const unpinned = ['a', 'b', 'c'].map((title) => ({ ...photo, title, params: '--ar 1:1' }));
  const odd = { ...photo, title: 'odd', params: '--v 8.2 --ar 1:x' };
  const { common, byTest } = checkSuite([...unpinned, odd]);
  expect(common).toHaveLength(1);
  expect(common[0]).toMatchObject({ tests: 3, severity: 'warning' });
  expect(byTest.get('a')).toEqual([]);
  expect(byTest.get('odd')).toMatchObject([{ severity: 'error' }]);
});
