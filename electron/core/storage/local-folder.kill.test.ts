import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openLocalFolder } from './local-folder.ts';
import { makeTestFolder } from './testing/test-folder.ts';

/** `KILL_ROUNDS` kills, several processes at once, each on keys of its own and some on a shared folder. */
const rounds = Number(process.env.KILL_ROUNDS ?? 1_000);
const lanes = 4;
const storage = join(import.meta.dirname, 'local-folder.ts');
const program = join(import.meta.dirname, 'testing/saving-process.ts');

it(`survives ${rounds} kills in the middle of saves`, { timeout: 600_000 }, async () => {
  const folder = await makeTestFolder();
  const compiled = compileOnce(join(folder.around, 'compiled'));
  let left = rounds;
  let acknowledged = 0;
  async function runLane(name: string): Promise<void> {
    let last = 0;
    while (left > 0) {
      left -= 1;
      const counts = await saveUntilKilled(folder.root, name, compiled);
      acknowledged += counts.length;
      last = counts.at(-1) ?? last;
      await expectWhole(folder.root, name, last, counts);
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(`lane-${lane}`)));
  // Every round got at least one save through, or nothing was tested.
  expect(acknowledged).toBeGreaterThanOrEqual(rounds);

  const reopened = await openLocalFolder(folder.root);
  await reopened.close();
  const names = Array.from({ length: lanes }, (_, lane) => `lane-${lane}`);
  expect(await folder.inside()).toEqual([
    'documents',
    ...names.map((name) => `documents/${name}.json`),
    'logs',
    ...names.map((name) => `logs/${name}.jsonl`),
  ]);
  await folder.dispose();
});

/**
 * Starts the program, kills it at a random moment after its first save, and returns the counts that it
 * acknowledged.
 */
async function saveUntilKilled(root: string, name: string, env: NodeJS.ProcessEnv): Promise<number[]> {
  const child = spawn(process.execPath, [program, root, name], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const closed = once(child, 'close');
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      resolve();
    });
    child.once('close', resolve);
  });
  await delay(Math.random() * 20);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  expect(signal, errors).toBe('SIGKILL');
  // The last line may be torn: only what ends with a newline was said.
  const said = output.slice(0, output.lastIndexOf('\n') + 1).trim();
  return said === '' ? [] : said.split('\n').map(Number);
}

/** An environment in which the program starts in a third of the time: a killed process caches nothing itself. */
function compileOnce(cache: string): NodeJS.ProcessEnv {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  execFileSync(process.execPath, [storage], { env });
  return env;
}

async function expectWhole(root: string, name: string, last: number, counts: number[]): Promise<void> {
  const document = JSON.parse(await readFile(join(root, `documents/${name}.json`), 'utf8'));
  expect(createHash('sha256').update(document.filler).digest('hex')).toBe(document.check);
  // One more may have become durable just before it could be said.
  expect(document.count - last).toBeGreaterThanOrEqual(0);
  expect(document.count - last).toBeLessThanOrEqual(1);
  const logged = new Set((await readFile(join(root, `logs/${name}.jsonl`), 'utf8')).split('\n'));
  expect(counts.filter((count) => !logged.has(String(count)))).toEqual([]);
}
