import fc from 'fast-check';

/** One thing that happens; `roll` decides what it is about. */
export interface Happening {
  client: number;
  what: EditKind | 'sync' | 'offline' | 'online' | 'crash' | 'lose-answers' | 'resolve';
  roll: number;
}

/** What a person does to the library. */
export type EditKind = 'rate' | 'clear' | 'trait' | 'label' | 'test' | 'rename' | 'place' | 'remove';

/** Happenings of so many people: mostly ratings, now and then something rare. */
export function happeningsOf(clients: number): fc.Arbitrary<Happening> {
  return fc.record({
    client: fc.nat({ max: clients - 1 }),
    what: fc.oneof(
      { weight: 40, arbitrary: fc.constant('rate' as const) },
      { weight: 12, arbitrary: fc.constantFrom('trait' as const, 'test' as const) },
      { weight: 4, arbitrary: fc.constantFrom('label' as const, 'place' as const) },
      { weight: 3, arbitrary: fc.constantFrom('remove' as const, 'resolve' as const) },
      { weight: 1, arbitrary: fc.constantFrom('rename' as const, 'clear' as const) },
      { weight: 16, arbitrary: fc.constantFrom('sync' as const, 'online' as const) },
      {
        weight: 12,
        arbitrary: fc.constantFrom('offline' as const, 'lose-answers' as const, 'crash' as const),
      },
    ),
    roll: fc.nat({ max: 1_000_000 }),
  });
}
