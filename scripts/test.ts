import { findChromium } from '../e2e/support/find-chromium.ts';
import { runChecks } from './support/checks.ts';
import { runElectronTests } from './support/electron-tests.ts';
import { ensureBuilt } from './support/project.ts';
import { addTallies, finish, type Tally } from './support/tally.ts';
import { prepareS3Server } from './support/versitygw.ts';
import { runVitest } from './support/vitest-run.ts';

/** `npm test`: everything that can be checked on this machine. The last line counts it. */
async function main(): Promise<void> {
  const { environment, tally } = prepareS3Server();
  const tallies: Tally[] = [
    tally,
    await runChecks(),
    await runVitest({ config: 'vitest.config.ts', environment }),
  ];
  try {
    ensureBuilt();
    tallies.push(await runBrowserTests(environment), await runElectronTests());
  } catch (error) {
    console.error((error as Error).message);
    tallies.push({ passed: 0, failed: 1, skipped: 0, notRun: ['the whole app (it could not be built)'] });
  }
  finish(addTallies(tallies));
}

async function runBrowserTests(server: NodeJS.ProcessEnv): Promise<Tally> {
  // Looked for once: several workers would unpack the packaged one at the same time.
  const { path, from } = await findChromium();
  console.log(`Browser tests run in ${path} (${from}).`);
  return runVitest({ config: 'e2e/vitest.config.ts', environment: { ...server, CHROME_PATH: path } });
}

await main();
