import { runCommand } from './run-command.ts';
import type { Tally } from './tally.ts';

const modules = 'node_modules';

/** What is checked without running the app; each counts as one test. */
const checks: Record<string, string[]> = {
  'format and lint': [`${modules}/@biomejs/biome/bin/biome`, 'check', '--error-on-warnings'],
  types: [`${modules}/typescript/bin/tsc`, '--noEmit'],
  'import rules': [
    `${modules}/dependency-cruiser/bin/dependency-cruiser.mjs`,
    '--config',
    '.dependency-cruiser.cjs',
    ...['electron', 'shared', 'renderer', 'e2e', 'bench', 'scripts'],
  ],
  'dead code': [`${modules}/knip/bin/knip.js`, '--no-progress'],
};

/** Runs every check and prints the output of those that fail. */
export async function runChecks(): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, notRun: [] };
  for (const [name, command] of Object.entries(checks)) {
    const { status, output } = await runCommand([process.execPath, ...command], { isQuiet: true });
    const isPassed = status === 0;
    console.log(`${isPassed ? '✓' : '✗'} ${name}`);
    if (isPassed) tally.passed += 1;
    else {
      tally.failed += 1;
      console.log(output);
    }
  }
  return tally;
}
