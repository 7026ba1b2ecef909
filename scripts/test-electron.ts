import { runElectronTests } from './support/electron-tests.ts';
import { ensureBuilt } from './support/project.ts';
import { finish } from './support/tally.ts';

/** `npm run test:electron`: the built app in a real Electron. */
ensureBuilt();
const tally = await runElectronTests();
finish(tally);
// Where there is no Electron, saying so is all that is asked for.
if (tally.passed + tally.failed === 0) process.exitCode = 0;
