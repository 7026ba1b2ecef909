import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Suite } from '#shared/model/suite.ts';
import { findCollision } from '#shared/model/titles.ts';
import {
  checkDraft,
  copiedTest,
  dayOf,
  draftOf,
  editedTest,
  emptyDraft,
  newTest,
  nextVersion,
  raiseVersion,
} from './test-draft.ts';

const fog = {
  id: 'old id',
  title: 'Fog',
  prompt: ' city in fog ',
  section: 'PHOTO',
  params: '--ar 16:9',
  version: 'v2',
  tags: ['city'],
};
const suite: Suite = [fog, { title: 'Fog v3', section: 'PHOTO' }, { title: 'Ink/Fox', prompt: 'a fox' }];

it('makes a new test in the predecessor’s fields, trimmed', () => {
  const draft = { title: ' Owl ', section: 'ART', version: '', prompt: ' an owl ', params: '' };
  expect(newTest(draft, '2026-08-03')).toEqual({
    id: 'Owl',
    title: 'Owl',
    prompt: 'an owl',
    section: 'ART',
    params: '',
    status: 'current',
    version: 'v1',
    created_date: '2026-08-03',
  });
});

it('writes only the fields that were touched, and keeps unknown ones', () => {
  expect(editedTest(fog, draftOf(fog))).toEqual(fog);
  expect(editedTest(fog, { ...draftOf(fog), params: ' --v 8.2 ', title: 'Mist' })).toEqual({
    ...fog,
    params: '--v 8.2',
  });
  const sparse = { title: 'Ink/Fox', prompt: 'a fox' };
  expect(editedTest(sparse, { ...draftOf(sparse), prompt: 'a red fox' })).toEqual({
    title: 'Ink/Fox',
    prompt: 'a red fox',
  });
});

it('says what keeps a draft from being saved', () => {
  const draft = draftOf(fog);
  expect(checkDraft(draft, suite, { test: fog, pictures: 3 })).toEqual({});
  expect(checkDraft({ ...draft, title: 'Ink Fox' }, suite).title).toContain('“Ink/Fox”');
  expect(checkDraft({ ...draft, title: 'Fog v3' }, suite, { test: fog, pictures: 0 }).title).toContain(
    'already',
  );
  expect(checkDraft({ ...draft, title: 'A:B' }, suite).title).toContain(':');
  expect(checkDraft({ ...draft, prompt: ' ' }, suite, { test: fog, pictures: 0 }).prompt).toBeDefined();
  expect(checkDraft({ ...draft, title: 'Void', prompt: '', section: 'VOID_ART' }, suite)).toEqual({});
  expect(checkDraft({ ...draft, section: ' ' }, suite).section).toBeDefined();
});

it('keeps a test with pictures from a section in which they would have other names', () => {
  const moved = { ...draftOf(fog), section: 'VOID_PHOTO' };
  expect(checkDraft(moved, suite, { test: fog, pictures: 3 }).section).toContain('3 pictures');
  expect(checkDraft(moved, suite, { test: fog, pictures: 0 }).section).toBeUndefined();
  expect(checkDraft({ ...moved, section: 'ART' }, suite, { test: fog, pictures: 3 })).toEqual({});
});

it('offers the next free version, with the id that the predecessor gives a copy', () => {
  const next = nextVersion(fog, suite);
  expect(next.id).toBe('old id_copy');
  expect(next.draft).toMatchObject({ title: 'Fog v4', version: 'v4', prompt: ' city in fog ' });
  const copy = copiedTest(fog, next.draft, next.id, '2026-08-03');
  expect(copy).toMatchObject({
    id: 'old id_copy',
    status: 'current',
    created_date: '2026-08-03',
    tags: ['city'],
  });
  expect(nextVersion(fog, [...suite, copy]).id).toBe('old id_copy_2');
  expect(nextVersion(copy, [...suite, copy]).draft.title).toBe('Fog v5');
});

it('always finds a version that the suite can take', () => {
  const titles = fc.array(fc.constantFrom('A', 'A v2', 'A v3', 'a v4', 'A/v3', 'B'), { minLength: 1 });
  fc.assert(
    fc.property(titles, fc.string(), (names, version) => {
      const tests = names.map((title) => ({ title, version, section: 'ART', prompt: 'x' }));
      const next = nextVersion(tests[0] ?? { title: 'A' }, tests);
      return findCollision(tests, newTest(next.draft, '')) === undefined;
    }),
  );
});

it('raises the last number of a version', () => {
  expect(['v1', 'v9', '2.9', 'draft', ''].map(raiseVersion)).toEqual(['v2', 'v10', '2.10', 'draft 2', '2']);
});

it('starts a new test with the parameters that most current tests have', () => {
  const tests: Suite = [
    { title: 'A', params: '--v 7' },
    { title: 'B', params: '--v 8.2' },
    { title: 'C', params: '--v 8.2' },
    { title: 'D', params: '--v 7', status: 'archived' },
    { title: 'E', params: '--v 7', status: 'archived' },
  ];
  expect(emptyDraft(tests).params).toBe('--v 8.2');
  expect(emptyDraft([]).params).toBe('');
});

it('writes a day by the local calendar', () => {
  expect(dayOf(new Date(2026, 7, 3, 23, 59))).toBe('2026-08-03');
});
