import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  findVersitygw,
  versitygwModule,
  versitygwPlace,
} from '../../electron/core/storage/testing/versitygw.ts';
import type { Tally } from './tally.ts';

/** The server for the tests, and what counts where there is none. */
export interface PreparedServer {
  /** For the test run; empty without a server. */
  environment: NodeJS.ProcessEnv;
  tally: Tally;
}

/**
 * Finds versitygw or builds it, which takes minutes the first time. Says "not run" where it cannot be had.
 * @param isRequired whether not running is a failure.
 */
export function prepareS3Server(
  environment: NodeJS.ProcessEnv = process.env,
  isRequired: boolean = environment.S3_TESTS === 'required',
): PreparedServer {
  const found = findVersitygw(environment) ?? buildVersitygw(environment);
  if (typeof found === 'string') {
    return {
      environment: { VERSITYGW_PATH: found },
      tally: { passed: 0, failed: 0, skipped: 0, notRun: [] },
    };
  }
  const notRun = [`a real S3 server (${found.obstacle})`];
  return {
    environment: {},
    tally: { passed: 0, failed: isRequired ? 1 : 0, skipped: isRequired ? 0 : 1, notRun },
  };
}

/** Builds beside the place and moves it there whole, so that another run never starts half a program. */
function buildVersitygw(environment: NodeJS.ProcessEnv): string | { obstacle: string } {
  const place = versitygwPlace(environment);
  mkdirSync(dirname(dirname(place)), { recursive: true });
  if (spawnSync('go', ['version'], { env: environment }).status !== 0)
    return { obstacle: 'there is no Go to build it' };
  console.log(`Building ${versitygwModule} once; this takes some minutes …`);
  const building = mkdtempSync(`${dirname(place)}-building-`);
  try {
    const { status, stderr } = spawnSync('go', ['install', versitygwModule], {
      env: { ...environment, GOBIN: building },
      encoding: 'utf8',
    });
    if (status !== 0) return { obstacle: `Go could not build it: ${stderr.trim().split('\n').at(-1)}` };
    moveWhole(building, dirname(place));
    return place;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function moveWhole(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    // Another run was quicker.
    if (!existsSync(to)) throw error;
  }
}
