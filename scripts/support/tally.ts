/** How many tests ended how. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Names of those that did not run, each with its reason. */
  notRun: string[];
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.reduce((sum, { skipped }) => sum + skipped, 0),
    notRun: tallies.flatMap(({ notRun }) => notRun),
  };
}

/** Prints what did not run, and last the plain line of numbers; says by the exit code whether all is well. */
export function finish(tally: Tally): void {
  for (const name of tally.notRun) console.log(`not run: ${name}`);
  console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  // Where nothing has run, nothing is known to work.
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}
