import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/libraries.ts';
import { openJournal } from './journal.ts';

/** What an app of this process id has left. */
async function leftBy(pid: number): Promise<string[]> {
  const folder = join(await temporaryFolder(), 'waiting');
  await mkdir(folder);
  await writeFile(join(folder, `${pid}-0a1b2c3d.jsonl`), '"an edit"\n');
  const rows: string[] = [];
  await openJournal<string>(folder, (row) => row as string).adopt(async (found) => void rows.push(...found));
  return rows;
}

it('leaves alone what an app that runs has written', async () => {
  expect(await leftBy(process.ppid)).toEqual([]);
});

it.runIf(process.platform === 'linux')(
  'takes over from an app that has ended, though nobody asked how',
  async () => {
    // The shell turns into a program that never asks after its child.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [line] = await once(parent.stdout, 'data');
      const pid = Number(String(line).trim());
      await expect.poll(() => leftBy(pid)).toEqual(['an edit']);
      expect(process.kill(pid, 0)).toBe(true);
    } finally {
      parent.kill();
    }
  },
);
