import type { FileHandle } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { syncFolder } from './sync-folder.ts';

/** A disk whose syncs end when the test says so. */
function slowDisk() {
  const begun: (() => void)[] = [];
  const failures: Error[] = [];
  const handle = {
    async sync() {
      await new Promise<void>((resolve) => begun.push(resolve));
      const failure = failures.shift();
      if (failure) throw failure;
    },
    close: async () => undefined,
  };
  return { disk: { open: async () => handle as unknown as FileHandle }, begun, failures };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

it.skipIf(process.platform === 'win32')(
  'syncs once more for all who ask meanwhile, never with one that had begun',
  async () => {
    const { disk, begun } = slowDisk();
    const ended: string[] = [];
    const ask = (name: string) => syncFolder(disk, 'a').then(() => ended.push(name));
    const first = ask('first');
    await until(() => begun.length === 1);
    const others = [ask('second'), ask('third')];
    begun[0]?.();
    await first;
    await until(() => begun.length === 2);
    expect(ended).toEqual(['first']);
    const last = ask('last');
    begun[1]?.();
    await Promise.all(others);
    await until(() => begun.length === 3);
    begun[2]?.();
    await last;
    expect(ended).toEqual(['first', 'second', 'third', 'last']);
    expect(begun).toHaveLength(3);
  },
);

it.skipIf(process.platform === 'win32')(
  'tells a failure to those whose sync it was, and goes on',
  async () => {
    const { disk, begun, failures } = slowDisk();
    failures.push(new Error('EIO'));
    const first = syncFolder(disk, 'a');
    await until(() => begun.length === 1);
    const second = syncFolder(disk, 'a');
    begun[0]?.();
    await expect(first).rejects.toThrow('EIO');
    await until(() => begun.length === 2);
    begun[1]?.();
    await second;
  },
);
