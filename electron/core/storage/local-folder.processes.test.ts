import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { makeTestFolder } from './testing/test-folder.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, 'testing/counting-process.ts');

it('loses none of 200 + 200 changes that two processes make to one document', {
  timeout: 120_000,
}, async () => {
  const folder = await makeTestFolder();
  await writeFile(join(folder.root, 'count.json'), '[]');
  await Promise.all(
    ['left', 'right'].map((name) => run(process.execPath, [program, folder.root, 'count.json', name, '200'])),
  );
  const all: string[] = JSON.parse(await readFile(join(folder.root, 'count.json'), 'utf8'));
  expect(all).toHaveLength(400);
  expect(new Set(all).size).toBe(400);
  // Each process's own changes are there in the order in which it made them.
  for (const name of ['left', 'right']) {
    const own = all.filter((entry) => entry.startsWith(name));
    expect(own).toEqual(Array.from({ length: 200 }, (_, turn) => `${name}-${turn}`));
  }
  expect(await folder.inside()).toEqual(['count.json']);
  await folder.dispose();
});
