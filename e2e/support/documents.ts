import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '#shared/model/json.ts';
import type { SuiteTest } from '#shared/model/suite.ts';

/** The document of a profile as it is on disk. */
export async function readAnalysis(folder: string, profile: string): Promise<JsonObject> {
  return readJson(join(folder, 'profile_analyses', `${profile}_analysis.json`)) as Promise<JsonObject>;
}

/** The tests as they are on disk. */
export async function readSuite(folder: string): Promise<SuiteTest[]> {
  return readJson(join(folder, 'test_prompts.json')) as Promise<SuiteTest[]>;
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
