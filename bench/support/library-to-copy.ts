import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalysis } from '#shared/model/analysis.ts';
import { formatJson, type Json } from '#shared/model/json.ts';
import { pictureName } from '#shared/model/picture.ts';
import { createTest } from '#shared/model/suite.ts';

const pictures = 351;
const profiles = ['aaa1111', 'bbb2222', 'ccc3333', 'ddd4444', 'eee5555', 'fff6666'];
const averageSize = 139_600;

/** A library as large as the one that the targets were measured on: 351 pictures, 49 MB, of bytes without meaning. */
export async function makeLibraryToCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-tester-copy-'));
  const tests = Array.from({ length: Math.ceil(pictures / profiles.length) }, (_, index) =>
    createTest({
      title: `Test ${index + 1}`,
      prompt: `A quiet picture number ${index + 1}`,
      section: 'PHOTO',
      params: '--ar 16:9',
      version: 'v1',
      createdDate: '2026-02-01',
    }),
  );
  await mkdir(join(folder, 'profile_analyses'));
  for (const profile of profiles) {
    await mkdir(join(folder, 'profile_results', profile), { recursive: true });
    await writeJson(join(folder, `profile_analyses/${profile}_analysis.json`), createAnalysis(profile));
  }
  for (let count = 0; count < pictures; count += 1) {
    const profile = profiles[count % profiles.length] ?? '';
    const test = tests[Math.floor(count / profiles.length)];
    if (!test) throw new Error('There are fewer tests than pictures of a profile.');
    const size = averageSize + ((count % 7) - 3) * 30_000;
    await writeFile(
      join(folder, 'profile_results', profile, pictureName(profile, test, 0)),
      randomBytes(size),
    );
  }
  await writeJson(join(folder, 'test_prompts.json'), tests);
  return folder;
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, formatJson(value as Json));
}
