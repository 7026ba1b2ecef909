import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Happening, startSimulation } from '../testing/team-simulation.ts';

const clients = 5;
const operations = clients * 200;
const seeds = Number(process.env.SIMULATION_SEEDS ?? 500);

const happening: fc.Arbitrary<Happening> = fc.record({
  client: fc.nat({ max: clients - 1 }),
  what: fc.oneof(
    { weight: 10, arbitrary: fc.constant('rate' as const) },
    { weight: 3, arbitrary: fc.constantFrom('trait' as const, 'test' as const) },
    { weight: 1, arbitrary: fc.constant('label' as const) },
    { weight: 4, arbitrary: fc.constantFrom('sync' as const, 'online' as const) },
    { weight: 3, arbitrary: fc.constantFrom('offline' as const, 'lose-answers' as const, 'crash' as const) },
  ),
  roll: fc.nat({ max: 1_000_000 }),
});

it(`brings ${clients} people together after ${operations} operations, whatever happens to them`, {
  timeout: 1_200_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: operations, maxLength: operations }),
      async (happenings) => {
        const simulation = await startSimulation(clients);
        for (const each of happenings) await simulation.happen(each);
        expect(await simulation.finish()).toEqual([]);
      },
    ),
    { numRuns: seeds, seed: 20261127, endOnFailure: true },
  );
});
