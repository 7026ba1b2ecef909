import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { versitygwPlace } from '../../electron/core/storage/testing/versitygw.ts';
import { prepareS3Server } from './versitygw.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A machine with an empty cache; `go` is the script that stands for Go, or there is none. */
function makeMachine(go?: string): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), 'machine-'));
  folders.push(folder);
  mkdirSync(join(folder, 'bin'));
  if (go !== undefined) {
    writeFileSync(join(folder, 'bin/go'), `#!/bin/sh\n${go}\n`);
    chmodSync(join(folder, 'bin/go'), 0o755);
  }
  return { PATH: join(folder, 'bin'), XDG_CACHE_HOME: join(folder, 'cache') };
}

function leftovers(machine: NodeJS.ProcessEnv): string[] {
  return readdirSync(join(machine.XDG_CACHE_HOME ?? '', 'midjourney-profile-tester'));
}

it('says "not run", counted, where there is no Go', () => {
  const { environment, tally } = prepareS3Server(makeMachine(), false);
  expect(environment).toEqual({});
  expect(tally).toEqual({
    passed: 0,
    failed: 0,
    skipped: 1,
    notRun: ['a real S3 server (there is no Go to build it)'],
  });
});

it('fails where it has to run', () => {
  expect(prepareS3Server(makeMachine(), true).tally).toMatchObject({ failed: 1, skipped: 0 });
});

it('builds once, and finds what it has built', () => {
  const machine = makeMachine('[ "$1" = version ] || echo program > "$GOBIN/versitygw"');
  const place = versitygwPlace(machine);
  expect(prepareS3Server(machine, true).environment).toEqual({ VERSITYGW_PATH: place });
  expect(leftovers(machine)).toEqual(['versitygw-1.8.0']);
  const withoutGo = { ...machine, PATH: '' };
  expect(prepareS3Server(withoutGo, true)).toEqual({
    environment: { VERSITYGW_PATH: place },
    tally: { passed: 0, failed: 0, skipped: 0, notRun: [] },
  });
});

it('leaves nothing behind when the build fails', () => {
  const machine = makeMachine(
    '[ "$1" = version ] || { echo half > "$GOBIN/versitygw"; echo "no such module" >&2; exit 1; }',
  );
  const { tally } = prepareS3Server(machine, true);
  expect(tally.notRun).toEqual(['a real S3 server (Go could not build it: no such module)']);
  expect(leftovers(machine)).toEqual([]);
  expect(existsSync(versitygwPlace(machine))).toBe(false);
});

it('takes the one that it is told', () => {
  const machine = makeMachine();
  const program = join(machine.PATH ?? '', 'other');
  writeFileSync(program, '');
  expect(prepareS3Server({ ...machine, VERSITYGW_PATH: program }, true).environment).toEqual({
    VERSITYGW_PATH: program,
  });
});
