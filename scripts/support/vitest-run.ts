import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';
import type { Tally } from './tally.ts';

/** What of vitest's JSON report is counted. */
interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

export interface VitestRun {
  /** Config file, relative to the project. */
  config: string;
  environment?: NodeJS.ProcessEnv | undefined;
  /** Command that vitest runs under, such as a virtual display. */
  wrapper?: readonly string[] | undefined;
}

/** Runs one vitest configuration, its output shown, and counts what its report says. */
export async function runVitest({ config, environment, wrapper = [] }: VitestRun): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'profile-tester-report-'));
  const reportFile = join(folder, 'report.json');
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', config];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  try {
    const { status } = await runCommand(
      [...wrapper, process.execPath, ...vitest, ...reporters],
      environment === undefined ? {} : { environment },
    );
    return countReport(readReport(reportFile), status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Counts tests by outcome. A file that failed without a failed test (it could not be loaded), and a run
 * that failed without either (an error outside of all tests), count as one failure each.
 */
export function countReport(report: Report | undefined, status: number): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, notRun: [] };
  for (const file of report?.testResults ?? []) {
    const failedBefore = tally.failed;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') tally.passed += 1;
      else if (test.status === 'failed') tally.failed += 1;
      else {
        tally.skipped += 1;
        tally.notRun.push(test.fullName);
      }
    }
    if (file.status === 'failed' && tally.failed === failedBefore) tally.failed += 1;
  }
  if (status !== 0 && tally.failed === 0) tally.failed += 1;
  return tally;
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    // A run that crashed leaves no report; its exit code counts then.
    return undefined;
  }
}
