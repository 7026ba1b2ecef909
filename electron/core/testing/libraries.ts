import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createAnalysis } from '#shared/model/analysis.ts';
import { formatJson, type Json } from '#shared/model/json.ts';
import { createTest } from '#shared/model/suite.ts';

const root = join(import.meta.dirname, '../../..');

/** The folder of the real library when it is on this machine; tests that need it are "not run" otherwise. */
export const realLibrary: string | undefined = [
  process.env.LEGACY_LIBRARY,
  join(root, '../shared/legacy-library'),
].find((folder) => folder !== undefined && existsSync(join(folder, 'test_prompts.json')));

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'profile-tester-library-'));
}

/** A writable copy of the real library. */
export async function copyOfRealLibrary(): Promise<string> {
  if (realLibrary === undefined) throw new Error('not run: the real library is not on this machine');
  const folder = await temporaryFolder();
  await cp(realLibrary, folder, { recursive: true });
  return folder;
}

/** A small library in the predecessor's layout: three tests, two profiles, a few pictures. */
export async function smallLibrary(jpeg: Uint8Array): Promise<string> {
  const folder = await temporaryFolder();
  const tests = [
    smallTest('Foggy City', 'PHOTO'),
    smallTest('Oil/Brush Study', 'ART'),
    smallTest('Null Prompt (Photo)', 'VOID_PHOTO'),
  ];
  await put(folder, 'test_prompts.json', tests);
  const ratings = {
    'Foggy City': {
      affinity: 'native_fit',
      score: 9,
      confidence: 0.84,
      commentary: 'Fog \u2014 calm.',
      extra: [1],
    },
    'Old Title': { affinity: 'workable', score: 5, confidence: 'Low', commentary: '' },
  };
  const analysis = {
    ...createAnalysis('abc1234'),
    profile_label: 'Calm Fog',
    profile_dna: ['Soft light', 'Muted colours'],
    ratings,
    affinity_summary: { native_fit: ['Foggy City'], workable: ['Old Title'], resistant: [] },
    kept_by_us: { unknown: true },
  };
  await put(folder, 'profile_analyses/abc1234_analysis.json', analysis);
  for (const name of ['abc1234_Foggy_City.jpg', 'abc1234_Oil_Brush_Study.jpg', 'abc1234_Old_Title.jpg']) {
    await putBytes(folder, `profile_results/abc1234/${name}`, jpeg);
  }
  await putBytes(folder, 'profile_results/def5678/def5678_Foggy_City.jpg', jpeg);
  await putBytes(folder, 'profile_results/abc1234/abc1234_Null_Prompt_(Photo)_1.jpg', jpeg);
  return folder;
}

/** SHA-256 by relative path of every file below a folder: for "no byte has changed". */
export async function fingerprint(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const entries = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const hash = createHash('sha256')
          .update(await readFile(path))
          .digest('hex');
        return [path.slice(folder.length + 1), hash] as const;
      }),
  );
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** A fingerprint without what an undo leaves on purpose: our own folder, and backups. */
export function documentsAndPictures(print: Record<string, string>): Record<string, string> {
  const kept = Object.entries(print).filter(
    ([path]) => !path.startsWith('profile_tester/') && !path.startsWith('profile_analyses/backups/'),
  );
  return Object.fromEntries(kept);
}

function smallTest(title: string, section: string) {
  const prompt = section.startsWith('VOID') ? '.' : `A study of ${title.toLowerCase()}`;
  return createTest({
    title,
    prompt,
    section,
    params: '--ar 16:9',
    version: 'v1',
    createdDate: '2026-02-01',
  });
}

async function put(folder: string, key: string, value: unknown): Promise<void> {
  await putBytes(folder, key, new TextEncoder().encode(formatJson(value as Json)));
}

async function putBytes(folder: string, key: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
