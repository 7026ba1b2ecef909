import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startSimulation } from '../team-simulation.ts';
import { happeningsOf } from './happenings.ts';

const clients = 5;
const operations = clients * 200;
/** In one file; there are two, so that two run at once. */
const seedsPerFile = Number(process.env.SIMULATION_SEEDS ?? 500) / 2;

/** Tests that people come together whatever happens, for one half of the seeds. */
export function simulate(seed: number): void {
  it(`brings ${clients} people together after ${operations} operations, whatever happens to them`, {
    timeout: 1_200_000,
  }, async () => {
    const outcome = await fc.check(
      fc.asyncProperty(
        fc.array(happeningsOf(clients), { minLength: operations, maxLength: operations }),
        async (happenings) => {
          const simulation = await startSimulation(clients);
          for (const each of happenings) await simulation.happen(each);
          expect(await simulation.finish()).toEqual([]);
        },
      ),
      { numRuns: seedsPerFile, seed, endOnFailure: true },
    );
    // The thousand operations would fill the screen; the seed and the path give them again.
    const { failed, counterexamplePath: path, errorInstance: reason } = outcome;
    if (failed) throw new Error(`seed ${seed}, path ${path}`, { cause: reason });
  });
}
