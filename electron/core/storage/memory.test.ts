import { expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { describeBackend, expectFailure } from './conformance.ts';
import { createFaultScript, createMemoryContents, openMemory } from './memory.ts';
import { text } from './testing/documents.ts';

describeBackend('memory', async () => {
  const contents = createMemoryContents();
  return {
    backend: openMemory({ contents }),
    peer: openMemory({ contents }),
    dispose: async () => undefined,
  };
});

it('fails as the script says, changes nothing then, and works again afterwards', async () => {
  const script = createFaultScript();
  const backend = openMemory({ fault: script.fault });
  script.failNext('write', new Failure('full', 'Full.'), 2);
  await expectFailure(backend.write('x', text('1')), 'full');
  await expectFailure(backend.write('x', text('1')), 'full');
  expect(await backend.stat('x')).toBeUndefined();
  await backend.write('x', text('1'));
  expect((await backend.stat('x'))?.size).toBe(1);
});

it('asks a fault with operation and key', async () => {
  const asked: string[] = [];
  const backend = openMemory({
    fault: (operation, key) => void asked.push(`${operation} ${key}`) as undefined,
  });
  await backend.append('log', text('x'));
  await backend.list('');
  expect(asked).toEqual(['append log', 'list ']);
});
