import { expect, it } from 'vitest';
import type { CopyPlan } from '#shared/model/library-copy.ts';
import { copyEnds, countCopied, decisionOf, isReplaced, startChoices, turned } from './copy-choices.ts';

const side = { size: 1, modified: 0 };
const plan: CopyPlan = {
  id: 'plan-1',
  from: { name: 'Folder', objects: 5, bytes: 5 },
  to: { name: 'Bucket', objects: 3 },
  fresh: { count: 2, bytes: 2 },
  same: { count: 1, bytes: 1 },
  different: ['a', 'b'].map((key) => ({ key, source: side, target: side })),
  odd: [],
  requests: 9,
  cost: null,
  warning: null,
};

it('replaces nothing at the target unless told so', () => {
  expect(countCopied(plan, startChoices)).toBe(2);
  expect(decisionOf(plan, startChoices)).toEqual({ plan: 'plan-1', rule: 'keep-target', exceptions: [] });
});

it('turns single files around, under either rule', () => {
  const one = turned(startChoices, 'b');
  expect([isReplaced(one, 'a'), isReplaced(one, 'b')]).toEqual([false, true]);
  expect(countCopied(plan, one)).toBe(3);
  expect(turned(one, 'b')).toEqual(startChoices);
  const other = turned({ ...startChoices, rule: 'take-source' }, 'b');
  expect([isReplaced(other, 'a'), isReplaced(other, 'b')]).toEqual([true, false]);
  expect(decisionOf(plan, other)).toEqual({ plan: 'plan-1', rule: 'take-source', exceptions: ['b'] });
});

it('copies in either direction', () => {
  const folder = { kind: 'folder', folder: '/home/ada' };
  expect(copyEnds('to-bucket', '/home/ada')).toEqual({ from: folder, to: { kind: 'bucket' } });
  expect(copyEnds('from-bucket', '/home/ada')).toEqual({ from: { kind: 'bucket' }, to: folder });
});
