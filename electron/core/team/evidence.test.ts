import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentChange } from '#shared/model/change.ts';
import type { Json } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { Suite } from '#shared/model/suite.ts';
import { evidenceOf, type Fate } from './evidence.ts';
import { waysOf } from './ways.ts';

const none = new Set<string>();

describe('what History proves of an edit', () => {
  it('is that it arrived, when somebody has edited what it put there', () => {
    expect(fate(label('A', 'B'), 'C', [by('ben', label('B', 'C'))])).toBe('arrived');
  });

  it('is nothing, when what it puts there was there before and was left', () => {
    const earlier = [by('ben', label('A', 'B')), by('ben', label('B', 'A'))];
    expect(fate(label('A', 'B'), 'C', earlier)).toBe('open');
  });

  it('is nothing from edits that wait, and from refused ones', () => {
    const waits = by('anna', label('B', 'C'), { id: 'waits' });
    expect(fate(label('A', 'B'), 'C', [waits], new Set(['waits']))).toBe('open');
    expect(fate(label('A', 'B'), 'C', [by('ben', label('B', 'C'), { refused: 'Why.' })])).toBe('open');
  });

  it('is nothing from the edit that it takes back, nor from earlier ones of its device', () => {
    const undone = by('ben', label('B', 'A'), { id: 'undone' });
    expect(fate(label('A', 'B'), 'A', [undone], none, { undoes: 'undone' })).toBe('open');
    expect(fate(label('A', 'B'), 'A', [by('anna', label('B', 'A'), { at: time(1) })])).toBe('open');
    expect(fate(label('A', 'B'), 'A', [undone])).toBe('unclear');
  });

  it('is nothing of what was made upon a refused edit, which was never there', () => {
    const refused = by('anna', label('A', 'B'), { refused: 'Why.' });
    const history = [refused, by('ben', label('C', 'D')), by('ben', label('E', 'A'))];
    expect(fate(label('B', 'C'), 'D', history)).toBe('open');
    expect(fate(label('B', 'C'), 'D', history.slice(1))).toBe('arrived');
  });

  it('is that of the parts of a batch that were done, where others were refused', () => {
    const parts = [label('B', 'C'), label('X', 'Y')];
    const change = { type: 'batch', label: 'Both', changes: parts } as const;
    const batch = by('ben', parts[0] as DocumentChange, { refused: 'Why.' });
    const told = (refusedParts: number[]) => [
      { ...batch, change: { ...change, changes: parts }, refusedParts },
    ];
    expect(fate(label('A', 'B'), 'C', told([1]))).toBe('arrived');
    expect(fate(label('A', 'B'), 'C', told([0]))).toBe('open');
  });

  it('is found under the title that a test has now', () => {
    const suite = [{ title: 'Town', former_titles: ['City'] }];
    const rating = (test: string, base: Json, value: Json) =>
      ({ type: 'rating.set', profile: 'abc', test, base, value }) as DocumentChange;
    const further = by('ben', rating('Town', { score: 7 }, { score: 8 }));
    const document = { ratings: { Town: { score: 8 } } };
    const edit = rating('City', null, { score: 7 });
    expect(fate(edit, document, [further], none, {}, suite)).toBe('arrived');
    expect(fate(edit, document, [further])).toBe('open');
    expect(fate(edit, { ratings: { City: { score: 7 } } }, [], none, {}, suite)).toBe('stands');
  });

  it('is nothing of a way that ends where it began', () => {
    expect(fate(label('A', 'A'), 'C', [by('ben', label('A', 'C'))])).toBe('open');
  });

  it('is seen on any of the fields of a test', () => {
    const edit = testEdit({ prompt: 'x', params: '' }, { prompt: 'y', params: '--raw' });
    const further = by('ben', testEdit({ prompt: 'y', params: '' }, { prompt: 'z', params: '' }));
    expect(fate(edit, [{ title: 'T', prompt: 'z', params: '' }], [further])).toBe('arrived');
    const other = by('ben', testEdit({ prompt: 'x', params: '' }, { prompt: 'z', params: '' }));
    expect(fate(edit, [{ title: 'T', prompt: 'z', params: '--raw' }], [other])).toBe('open');
  });

  it('is that what an edited trait became was edited further', () => {
    const edit = { type: 'trait.edit', profile: 'abc', base: 'moody', value: 'dark' } as const;
    const further = by('ben', { ...edit, base: 'dark', value: 'black' });
    expect(fate(edit, { profile_dna: ['black'] }, [further])).toBe('unclear');
    const added = by('ben', { type: 'trait.add', profile: 'abc', text: 'moody', at: 0 });
    expect(fate(edit, { profile_dna: ['black'] }, [added, further])).toBe('arrived');
    expect(fate(edit, { profile_dna: ['moody'] }, [])).toBe('open');
    expect(fate(edit, { profile_dna: ['dark'] }, [])).toBe('stands');
  });

  it('is never wrong where History is whole, whatever was edited back and forth', () => {
    const counts: Record<Fate, number> = { stands: 0, arrived: 0, open: 0, unclear: 0 };
    fc.assert(
      fc.property(walk, ({ start, edits, own, isApplied }) => {
        const place = own % (edits.length + 1);
        let now = start;
        const told: HistoryEntry[] = [];
        let edit: DocumentChange | undefined;
        let seen = now;
        for (const [index, { value, device }] of edits.entries()) {
          if (index === place) {
            seen = now;
            edit = label(now, own % 2 === 0 ? 'A' : 'B');
            if (isApplied) now = own % 2 === 0 ? 'A' : 'B';
          }
          if (value === now) continue;
          // The device of the edit in question sends in order: nothing after it.
          const who = index >= place && device === 'anna' ? 'ben' : device;
          told.push(by(who, label(now, value), { at: time(device === 'anna' ? index : 50 - index) }));
          now = value;
        }
        const asked = edit ?? label(seen, 'C');
        if (edit === undefined || ('base' in asked && asked.base === (asked as { value: Json }).value))
          return;
        const found = fate(asked, now, told, none, { at: time(place) });
        counts[found] += 1;
        if (isApplied) expect(['arrived', 'stands', 'unclear']).toContain(found);
        else expect(['open', 'stands', 'unclear']).toContain(found);
      }),
      { numRuns: 20_000 },
    );
    // Mostly it can be told.
    expect(counts.unclear).toBeLessThan((counts.arrived + counts.open) / 2);
  });
});

const walk = fc.record({
  start: fc.constantFrom('A', 'B', 'C', 'D'),
  edits: fc.array(
    fc.record({ value: fc.constantFrom('A', 'B', 'C', 'D'), device: fc.constantFrom('anna', 'ben', 'cara') }),
    { minLength: 1, maxLength: 8 },
  ),
  own: fc.nat({ max: 100 }),
  isApplied: fc.boolean(),
});

function fate(
  step: DocumentChange,
  now: Json,
  history: readonly HistoryEntry[],
  unsent: ReadonlySet<string> = none,
  more: Partial<HistoryEntry> = {},
  suite: Suite = [],
): Fate {
  const document = step.type === 'profile.set' ? { profile_label: now } : now;
  const entry = by('anna', step, { id: 'own', ...more });
  return evidenceOf(history, unsent, suite).fateOf(entry, waysOf(step, suite), document);
}

let serial = 0;

function by(device: string, change: DocumentChange, more: Partial<HistoryEntry> = {}): HistoryEntry {
  serial += 1;
  return { id: `entry ${serial}`, at: time(60), device, who: device, change, ...more };
}

function label(base: Json, value: Json): DocumentChange {
  return { type: 'profile.set', profile: 'abc', field: 'profile_label', base, value };
}

function testEdit(base: Record<string, Json>, value: Record<string, Json>): DocumentChange {
  return { type: 'test.edit', base: { title: 'T', ...base }, value: { title: 'T', ...value } };
}

function time(minute: number): string {
  return new Date(Date.UTC(2026, 10, 27, 0, minute)).toISOString();
}
