import { expect, it, vi } from 'vitest';
import { createAnalysis } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';

// The data layer finds its transport in the window; nothing here calls it.
vi.stubGlobal('window', {});
const { switcherRows } = await import('./profile-rows.ts');

const library: LibrarySnapshot = {
  id: 'library',
  name: 'Library',
  place: { kind: 'folder', folder: '/library' },
  note: '',
  readOnly: null,
  suite: [{ title: 'Fog' }],
  analyses: {
    abc1: { ...createAnalysis('abc1'), profile_label: 'Night Explorer' },
    xyz9: createAnalysis('xyz9'),
  },
  pictures: {},
  unreadable: [],
  conflictCopies: [],
};

function offered(typed: string): string[] {
  return switcherRows(library, typed).map((row) => `${row.kind} ${row.profile}`);
}

it('offers every profile and the baseline always', () => {
  expect(offered('')).toEqual(['profile abc1', 'profile xyz9', 'profile baseline']);
});

it('finds by code and by label', () => {
  expect(offered('xyz9')).toEqual(['profile xyz9']);
  expect(offered('night')).toEqual(['profile abc1', 'new night']);
});

it('offers a code that is pasted, bare, as parameter or in a prompt, as a new profile', () => {
  expect(offered('q7w8e9')).toEqual(['new q7w8e9']);
  expect(offered('--p q7w8e9')).toEqual(['new q7w8e9']);
  expect(offered('a lake at dawn --ar 3:2 --p q7w8e9 --s 200')).toEqual(['new q7w8e9']);
});

it('finds the profile that a pasted prompt names instead of making it twice', () => {
  expect(offered('a lake at dawn --p xyz9')).toEqual(['profile xyz9']);
  expect(offered('XYZ9')).toEqual(['profile xyz9']);
});

it('offers nothing for what cannot be a code', () => {
  expect(offered('???')).toEqual([]);
});
