import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatJson, isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { SuiteTest } from '#shared/model/suite.ts';
import { readAnalysis } from './documents.ts';

/** The demo library as it is in the repository. */
export const demoLibrary = join(import.meta.dirname, '../../resources/demo-library');

/** A profile of the demo library whose tests all have pictures and ratings. */
export const complete = 'q4hx7ne';
/** A profile of the demo library whose two VOID tests have no pictures. */
export const incomplete = 'baseline';
export const demoProfiles = ['h3wf6ao', 'q4hx7ne', 'v8ml5yt', 'z9pk2ru', 'baseline'];

/** What the predecessor makes of a test: `prompt params --p profile`, the baseline without `--p`. */
export function expectedPrompt(test: SuiteTest, profile: string): string {
  const suffix = profile === 'baseline' ? '' : ` --p ${profile}`;
  return `${test.prompt} ${test.params}${suffix}`;
}

/** The file of a picture; `slot`, from 0, for VOID tests. */
export function pictureFile(folder: string, profile: string, test: string, slot?: number): string {
  const name = test.replaceAll(/[ /]/g, '_');
  const number = slot === undefined ? '' : `_${slot + 1}`;
  return join(folder, 'profile_results', profile, `${profile}_${name}${number}.jpg`);
}

/** Leaves behind a rating whose test is not in the suite, as an old rename of the predecessor did. */
export async function addOrphanRating(folder: string, profile: string, title: string): Promise<void> {
  const document = await readAnalysis(folder, profile);
  const rating: JsonObject = {
    affinity: 'workable',
    score: 6,
    confidence: 'Medium',
    commentary: 'Left behind',
  };
  const ratings = { ...object(document.ratings), [title]: rating };
  const summary = object(document.affinity_summary);
  const workable = Array.isArray(summary.workable) ? [...summary.workable, title] : [title];
  const changed: Json = { ...document, ratings, affinity_summary: { ...summary, workable } };
  await writeFile(join(folder, 'profile_analyses', `${profile}_analysis.json`), formatJson(changed));
}

/** The bytes of a file, as text that compares. */
export async function bytesOf(file: string): Promise<string> {
  return (await readFile(file)).toString('base64');
}

function object(value: Json | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}
