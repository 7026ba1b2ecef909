import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onRealS3 } from '../storage/testing/real-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { contentsOf, fill, folderPlace, memoryPlace, testCopies } from './testing/copies.ts';
import { library } from './testing/copy-scene.ts';

onRealS3('copying a library', (server) => {
  it('goes up, changes, and comes down again on a real server', async () => {
    const requests: string[] = [];
    const bucket = async () =>
      openTestBackend(server(), { onRequest: ({ kind }) => requests.push(kind), prefix: 'copied' });
    const memory = memoryPlace();
    const down = folderPlace(await mkdtemp(join(tmpdir(), 'copied-')));
    await fill(memory, library);
    const test = await testCopies({ memory, bucket, down });
    expect(await test.copy('memory', 'bucket')).toMatchObject({ state: 'done', problems: [] });
    requests.length = 0;
    expect(await test.copy('memory', 'bucket')).toMatchObject({ state: 'done', problems: [] });
    expect(requests).toEqual(['LIST', 'LIST', 'LIST', 'LIST']);

    const edited = { 'test_prompts.json': '[1]' };
    await fill(memory, edited);
    expect(await test.copy('memory', 'bucket', { rule: 'take-source' })).toMatchObject({
      state: 'done',
      problems: [],
      done: 1,
    });
    expect(await test.copy('bucket', 'down')).toMatchObject({ state: 'done', problems: [] });
    const { ...there } = await contentsOf(down);
    const kept = Object.keys(there).filter((key) => key.startsWith('profile_tester/bin/replaced-'));
    expect(kept.map((key) => there[key])).toEqual(['[]']);
    for (const key of kept) delete there[key];
    expect(there).toEqual({ ...library, ...edited });
  });
});
