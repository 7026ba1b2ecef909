import { describe, expect, it } from 'vitest';
import type { Change } from '#shared/model/change.ts';
import { rate } from '../testing/sessions.ts';
import { idsOf, nextGroup, sendable } from './send-group.ts';
import type { WaitingItem, WaitingPut } from './waiting.ts';

const nobody = new Set<string>();

describe('what is sent at one go', () => {
  it('is nothing when nothing waits', () => {
    expect(nextGroup([])).toBeUndefined();
  });

  it('is a run of edits, fifty at most, and not what comes after something else', () => {
    const edits = Array.from({ length: 60 }, (_, count) =>
      change(`edit ${count}`, rate('Foggy City', count)),
    );
    expect(nextGroup(edits)).toMatchObject({ kind: 'edits', entries: { length: 50 } });
    const [first, second] = edits as [WaitingItem, WaitingItem];
    expect(ids([first, put('a', 'backup'), second])).toEqual(['edit 0']);
  });

  it('is a picture together with the change that puts it into its slot', () => {
    const items = [put('one', 'bin/1'), put('two', 'bin/2'), change('place', moves('bin/1', 'bin/2'))];
    expect(nextGroup(items)?.kind).toBe('whole');
    expect(ids(items)).toEqual(['one', 'two', 'place']);
  });

  it('is a file by itself when the next change is not about it', () => {
    expect(ids([put('one', 'backup'), change('edit', rate('Foggy City', 1))])).toEqual(['one']);
    expect(ids([put('one', 'bin/1'), put('two', 'bin/2'), change('place', moves('bin/2'))])).toEqual(['one']);
    expect(ids([put('one', 'bin/1')])).toEqual(['one']);
  });

  it('is a removal by itself', () => {
    expect(ids([{ kind: 'delete', id: 'gone', key: 'bin/1' }, put('one', 'bin/1')])).toEqual(['gone']);
  });
});

describe('what can be sent while something is held', () => {
  const held = new Set(['held']);

  it('is what has to do with other documents and files', () => {
    const items = [
      change('held', rate('Foggy City', 1, 'abc')),
      change('same', rate('Red Barn', 2, 'abc')),
      change('other', rate('Red Barn', 2, 'def')),
      put('picture', 'bin/1'),
      change('place', moves('bin/1')),
    ];
    expect(sendable(items, held).map(({ id }) => id)).toEqual(['other', 'picture', 'place']);
    expect(sendable(items, nobody)).toEqual(items);
  });

  it('is not what depends on something that depends on it', () => {
    const both: Change = {
      type: 'batch',
      label: 'Both',
      changes: [rate('Foggy City', 1, 'abc'), rate('Foggy City', 1, 'def')],
    };
    const items = [
      change('held', rate('Foggy City', 1, 'abc')),
      change('both', both),
      change('last', rate('Red Barn', 2, 'def')),
    ];
    expect(sendable(items, held)).toEqual([]);
  });

  it('is what moves the document out of the way that keeps it back', () => {
    const key = 'profile_analyses/abc_analysis.json';
    const aside: Change = { type: 'file.move', from: key, to: 'profile_tester/bin/x/abc_analysis.json' };
    const items = [change('held', rate('Foggy City', 1, 'abc')), change('aside', aside)];
    expect(sendable(items, held).map(({ id }) => id)).toEqual(['aside']);
  });

  it('is not a rename, which takes along what it finds', () => {
    const [base, value] = [{ title: 'Foggy City' }, { title: 'Town in Fog' }];
    const rename: Change = {
      type: 'batch',
      label: 'Rename',
      changes: [{ type: 'test.edit', base, value }],
    };
    const items = [change('held', rate('Foggy City', 1, 'abc')), change('rename', rename)];
    expect(sendable(items, held)).toEqual([]);
    expect(sendable(items, nobody)).toEqual(items);
  });

  it('is not a picture whose own file is held', () => {
    const items = [put('held', 'bin/1'), change('place', moves('bin/1'))];
    expect(sendable(items, held)).toEqual([]);
  });
});

function ids(items: readonly WaitingItem[]): string[] {
  const group = nextGroup(items);
  return group ? idsOf(group) : [];
}

function change(id: string, of: Change): WaitingItem {
  return { kind: 'change', id, entry: { id, at: '', device: 'd', who: 'Anna', change: of } };
}

function put(id: string, key: string): WaitingPut {
  return { kind: 'put', id, key, content: id, size: 1, hash: id, stamp: id };
}

function moves(...from: string[]): Change {
  return {
    type: 'batch',
    label: 'Add pictures',
    changes: from.map((key) => ({ type: 'file.move', from: key, to: `profile_results/abc/${key}` })),
  };
}
