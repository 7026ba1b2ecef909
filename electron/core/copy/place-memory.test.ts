import { appendFile, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { digestOf } from './digest.ts';
import { openPlaceMemory } from './place-memory.ts';

const [one, two] = [digestOf(Buffer.from('one')), digestOf(Buffer.from('two'))];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copies-'));
});

async function onlyFile(): Promise<string> {
  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  return join(folder, names[0] ?? '');
}

it('remembers over restarts, for each place by itself, only as long as the mark is the same', async () => {
  const memory = await openPlaceMemory(folder, 'here');
  memory.note('a', 'mark', one);
  memory.note('a', 'newer', two);
  memory.note('__proto__', 'mark', one);
  await memory.flush();
  const again = await openPlaceMemory(folder, 'here');
  expect(again.get('a', 'newer')).toBe(two);
  expect(again.get('a', 'mark')).toBeUndefined();
  expect(again.get('__proto__', 'mark')).toBe(one);
  expect((await openPlaceMemory(folder, 'there')).get('a', 'newer')).toBeUndefined();
});

it('passes over what a crash has cut off, and what is no memory at all', async () => {
  const memory = await openPlaceMemory(folder, 'here');
  memory.note('a', 'mark', one);
  await memory.flush();
  await appendFile(await onlyFile(), '["b","mark"]\nnull\n["c","mark","cut');
  const again = await openPlaceMemory(folder, 'here');
  expect([again.get('a', 'mark'), again.get('b', 'mark'), again.get('c', 'mark')]).toEqual([
    one,
    undefined,
    undefined,
  ]);
  again.note('d', 'mark', two);
  await again.flush();
  expect((await openPlaceMemory(folder, 'here')).get('d', 'mark')).toBe(two);
});

it('does not grow for ever', async () => {
  const memory = await openPlaceMemory(folder, 'here');
  for (let count = 0; count < 3_000; count += 1) memory.note('a', `${count}`, one);
  await memory.flush();
  const file = await onlyFile();
  const before = (await stat(file)).size;
  expect((await openPlaceMemory(folder, 'here')).get('a', '2999')).toBe(one);
  expect((await stat(file)).size).toBeLessThan(before / 1_000);
  expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(2);
});

it('works without a place to remember in', async () => {
  await writeFile(join(folder, 'file'), '');
  const memory = await openPlaceMemory(join(folder, 'file'), 'here');
  memory.note('a', 'mark', one);
  await memory.flush();
  expect(memory.get('a', 'mark')).toBe(one);
});
