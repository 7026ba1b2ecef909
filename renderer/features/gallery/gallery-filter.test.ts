import { expect, it } from 'vitest';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { matchPictures, type PictureFile } from '#shared/model/picture.ts';
import { createTest } from '#shared/model/suite.ts';
import { countSections, countStates, noFilter, passes } from './gallery-filter.ts';
import { groupByProfile, groupBySection } from './gallery-groups.ts';
import { galleryTests } from './gallery-tests.ts';

const fields = { prompt: '', params: '', version: 'v1', createdDate: '' };
const suite = [
  createTest({ ...fields, title: 'Art', section: 'ART' }),
  createTest({ ...fields, title: 'Best', section: 'PHOTO' }),
  createTest({ ...fields, title: 'Worst', section: 'PHOTO' }),
  createTest({ ...fields, title: 'Open', section: 'PHOTO' }),
  { ...createTest({ ...fields, title: 'Old', section: 'PHOTO' }), status: 'archived' },
  { ...createTest({ ...fields, title: 'Older', section: 'PHOTO' }), status: 'archived' },
];
const pictures = ['Art', 'Best', 'Open', 'Old'].map(picture);

function picture(title: string): PictureFile {
  return { id: `id-${title}`, name: `ab_${title}.jpg`, stamp: '1', size: 1, modified: 0 };
}

function library(changes: Partial<LibrarySnapshot> = {}): LibrarySnapshot {
  const ratings = {
    Art: { score: 6, affinity: 'workable' },
    Best: { score: 9, affinity: 'native_fit' },
    Worst: { score: 2, affinity: 'resistant' },
  };
  return {
    id: 'x',
    name: 'x',
    place: { kind: 'folder', folder: '/x' },
    note: '',
    readOnly: null,
    suite,
    analyses: { ab: { ratings } },
    pictures: { ab: pictures },
    unreadable: [],
    conflictCopies: [],
    ...changes,
  };
}

function read(snapshot = library()) {
  return galleryTests(snapshot, 'ab', matchPictures(snapshot.suite, 'ab', snapshot.pictures.ab ?? []));
}

it('shows photo before art, and archived tests only where they have a picture', () => {
  expect(read().map(({ test }) => test.title)).toEqual(['Best', 'Worst', 'Open', 'Old', 'Art']);
});

it('counts tests for every chip, archived ones apart', () => {
  expect(countStates(read(), noFilter)).toEqual({
    all: 4,
    unrated: 1,
    missing: 1,
    native_fit: 1,
    workable: 1,
    resistant: 1,
    archived: 1,
  });
  expect(countStates(read(), { ...noFilter, section: 'ART' }).all).toBe(1);
  expect([...countSections(read(), { ...noFilter, state: 'unrated' })]).toEqual([
    ['PHOTO', 1],
    ['ART', 0],
  ]);
});

it('leaves tests without a score out when scores are chosen', () => {
  const shown = read().filter((test) => passes(test, { ...noFilter, scores: [5, 10] }));
  expect(shown.map(({ test }) => test.title)).toEqual(['Best', 'Art']);
});

it('groups by section, and by score without sections and unscored last', () => {
  const sections = groupBySection(read(), noFilter, 'suite');
  expect(sections.map(({ id, tests }) => [id, tests.length])).toEqual([
    ['PHOTO', 3],
    ['ART', 1],
  ]);
  const titles = (order: 'best' | 'worst') =>
    groupBySection(read(), noFilter, order).flatMap(({ tests }) => tests.map(({ test }) => test.title));
  expect(titles('best')).toEqual(['Best', 'Art', 'Worst', 'Open']);
  expect(titles('worst')).toEqual(['Worst', 'Art', 'Best', 'Open']);
});

it('leaves profiles out that have nothing to show', () => {
  const groups = groupByProfile([['ab', read()]], { ...noFilter, section: 'VOID' }, 'suite');
  expect(groups).toEqual([]);
});

it('gives the same objects again for what did not change', () => {
  const before = read();
  expect(read()).toHaveLength(before.length);
  const changed = read(library({ analyses: { ab: { ratings: { Best: { score: 1 } } } } }));
  const of = (tests: typeof before, title: string) => tests.find(({ test }) => test.title === title);
  expect(of(changed, 'Best')?.score).toBe(1);
  expect(of(changed, 'Open')).toBe(of(before, 'Open'));
  expect(of(changed, 'Best')).not.toBe(of(before, 'Best'));
});
