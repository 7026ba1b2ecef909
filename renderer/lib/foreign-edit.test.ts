import { expect, it } from 'vitest';
import type { Analysis } from '#shared/model/analysis.ts';
import type { LibraryPatch, LibrarySnapshot } from '#shared/model/library.ts';
import { describeForeignEdit } from './foreign-edit.ts';

const lake = { score: 8, rated_by: 'Anna', rated_at: '2026-11-02T10:00:00Z' };
const before: LibrarySnapshot = {
  id: 'one',
  name: 'Team',
  place: { kind: 'bucket', bucket: 'team', prefix: '', endpoint: '' },
  note: '',
  readOnly: null,
  suite: [],
  analyses: { abc1234: { profile_dna: [], ratings: { Lake: lake } } },
  pictures: {},
  unreadable: [],
  conflictCopies: [],
};

function words(part: Partial<LibraryPatch>): string {
  return describeForeignEdit(before, { library: 'one', source: 'elsewhere', ...part });
}

function rated(ratings: Analysis['ratings']): Analysis {
  return { profile_dna: [], ratings } as Analysis;
}

it('says who rated which test for which profile', () => {
  const ratings = { Lake: lake, 'Foggy City': { score: 9, rated_by: 'Ben' } };
  expect(words({ analyses: { abc1234: rated(ratings) } })).toBe('Ben rated Foggy City for abc1234');
});

it('says so of a rating by a program that keeps no name', () => {
  expect(words({ analyses: { abc1234: rated({ Lake: { score: 3 } }) } })).toBe(
    'Somebody rated Lake for abc1234',
  );
});

it('counts several ratings, and names who made them', () => {
  const patch = {
    analyses: {
      abc1234: rated({ Lake: { ...lake, score: 7 }, Harbor: { score: 2, rated_by: 'Ben' } }),
      xyz: rated({ Lake: { score: 4, rated_by: 'Ben' } }),
    },
  };
  expect(words(patch)).toBe('Anna and Ben rated 3 tests for abc1234 and xyz');
});

it('says what else changed', () => {
  expect(words({ analyses: { abc1234: { profile_dna: ['Fog'], ratings: { Lake: lake } } } })).toBe(
    'abc1234 changed',
  );
  expect(words({ analyses: { abc1234: null } })).toBe('abc1234 changed');
  expect(words({ suite: [{ title: 'Lake', prompt: 'a lake' }] as never })).toBe('The tests changed');
  const file = { id: 'p', name: 'p.jpg', size: 1, stamp: 's' };
  const pictures = { abc1234: [file], b: [file], c: [file] };
  expect(words({ pictures: pictures as never })).toBe('The pictures of abc1234 and 2 others changed');
});

it('tells a rename as such, and no rating that it has moved', () => {
  const lakes = { ...before, suite: [{ title: 'Lake' }] };
  const suite = [{ title: 'Tarn', former_titles: ['Lake'] }];
  const patch = { library: 'one', source: 'elsewhere', suite } as const;
  expect(describeForeignEdit(lakes, patch)).toBe('“Lake” is called “Tarn” now');
  expect(words({ analyses: { abc1234: rated({ Tarn: lake }) } })).toBe('');
});

it('has no words where nothing is different', () => {
  expect(words({ analyses: { abc1234: rated({ Lake: { ...lake } }) } })).toBe('');
  expect(words({ suite: [] })).toBe('');
  expect(words({ pictures: { abc1234: [] } })).toBe('');
});
