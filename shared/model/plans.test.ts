import { expect, it } from 'vitest';
import { libraryOf } from '../testing/libraries.ts';
import { planRename, planTestRemoval } from './plans.ts';

const library = libraryOf(
  [
    { title: 'Coastal Wave' },
    { title: 'Food Test' },
    { title: 'Void', section: 'VOID_ART' },
    { title: 'Café' },
    { title: 'Old', status: 'archived' },
  ],
  {
    abc: { ratings: { 'Coastal Wave': { score: 8 }, Orphan: { score: 1 } } },
    xyz: { ratings: { Orphan: { score: 2 } } },
    constructor: { ratings: {} },
  },
  {
    abc: ['abc_Coastal_Wave.jpg', 'abc_Coastal_Wave.png', 'abc_Void_1.jpg', 'abc_Void_2.jpg'],
    new: ['new_Coastal_Wave.jpg', 'new_Stray.jpg'],
  },
);

function refusal(from: string, to: string): string {
  const plan = planRename(library, from, to);
  return plan.ok ? 'accepted' : `${plan.error.code}: ${plan.error.message}`;
}

it('counts what a rename moves, older copies included', () => {
  expect(planRename(library, 'Coastal Wave', 'Breaking Wave')).toEqual({
    ok: true,
    value: { ratings: 1, pictures: 3, profiles: ['abc', 'new'] },
  });
  expect(planRename(library, 'Void', 'Emptiness')).toMatchObject({ value: { ratings: 0, pictures: 2 } });
});

it.each([
  ['', 'invalid: A test needs a title.'],
  ['  ', 'invalid: A test needs a title.'],
  [' Wave', 'invalid: A title cannot begin or end with a space.'],
  ['Coastal Wave', 'invalid: This is the title that the test has.'],
  ['Food Test', 'conflict: There is a test “Food Test” already.'],
  ['Food/Test', 'conflict: Its pictures would have the same file names as those of “Food Test”.'],
  ['food test', 'conflict: Its pictures would have the same file names as those of “Food Test”.'],
  ['Cafe\u0301', 'conflict: Its pictures would have the same file names as those of “Café”.'],
  ['Void 3', 'conflict: Its pictures would have the same file names as those of “Void”.'],
  ['Old', 'conflict: There is a test “Old” already.'],
  ['a:b', 'invalid: A title cannot hold :, because pictures are named after it.'],
  ['a\\b', 'invalid: A title cannot hold \\, because pictures are named after it.'],
  ['a\nb', 'invalid: A title is one line, without control characters.'],
  ['é'.repeat(76), 'invalid: This title is too long for the names of its pictures.'],
  ['x'.repeat(151), 'invalid: This title is too long for the names of its pictures.'],
  ['Orphan', 'conflict: abc has a rating or a picture under “Orphan” already. Attach or archive it first.'],
  ['Stray', 'conflict: new has a rating or a picture under “Stray” already. Attach or archive it first.'],
])('refuses to rename to %j', (to, reason) => {
  expect(refusal('Coastal Wave', to)).toBe(reason);
});

it.each(['x'.repeat(150), 'é'.repeat(75), 'Coastal/Wave', 'coastal wave', 'constructor', '2024', 'A/B (…)'])(
  'accepts the title %j',
  (to) => {
    expect(refusal('Coastal Wave', to)).toBe('accepted');
  },
);

it('lets a test without data take over ratings that are filed under its new title', () => {
  expect(refusal('Food Test', 'Orphan')).toBe('accepted');
});

it('refuses to rename a test that is not there', () => {
  expect(refusal('Nothing', 'Something')).toBe('not-found: There is no test “Nothing”.');
});

it('counts what hangs on a test before it is removed', () => {
  expect(planTestRemoval(library, 'Coastal Wave')).toEqual({ ratings: 1, pictures: 3 });
  expect(planTestRemoval(library, 'Food Test')).toEqual({ ratings: 0, pictures: 0 });
});
