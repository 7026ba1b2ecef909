import { expect, it } from 'vitest';
import { syncInRounds } from './sync-rounds.ts';

/** Syncs of one disk that end when the test says so. */
function slowSyncs() {
  const disk = {};
  const begun = new Map<string, (error?: Error) => void>();
  function ask(name: string): Promise<void> {
    return syncInRounds(disk, () => {
      return new Promise((resolve, reject) =>
        begun.set(name, (error) => (error ? reject(error) : resolve())),
      );
    });
  }
  return { ask, begun, names: () => [...begun.keys()].join(' ') };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

it('begins the first of a round alone, then the others at once, and what comes meanwhile in the next round', async () => {
  const { ask, begun, names } = slowSyncs();
  const one = ask('one');
  expect(names()).toBe('one');
  const later = [ask('two'), ask('three'), ask('four')];
  await settled();
  expect(names()).toBe('one');
  begun.get('one')?.();
  await one;
  await settled();
  expect(names()).toBe('one two');
  const last = ask('last');
  begun.get('two')?.();
  await settled();
  expect(names()).toBe('one two three four');
  begun.get('three')?.();
  begun.get('four')?.();
  await Promise.all(later);
  await settled();
  begun.get('last')?.();
  await last;
  const again = ask('again');
  await settled();
  expect(names()).toContain('again');
  begun.get('again')?.();
  await again;
});

it('tells each what came of its own', async () => {
  const { ask, begun } = slowSyncs();
  const one = ask('one');
  const [two, three] = [ask('two'), ask('three')];
  begun.get('one')?.(new Error('full'));
  await expect(one).rejects.toThrow('full');
  await settled();
  begun.get('two')?.();
  await two;
  await settled();
  begun.get('three')?.(new Error('gone'));
  await expect(three).rejects.toThrow('gone');
});
