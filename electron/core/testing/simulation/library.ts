import { createAnalysis } from '#shared/model/analysis.ts';
import { formatJson, type Json } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { createTest } from '#shared/model/suite.ts';
import { parseNewest } from '../../library/history.ts';
import { type MemoryContents, openMemory } from '../../storage/memory.ts';

/** The library that the people of a simulation work on. */
export const profiles = ['abc', 'def'];
export const titles = ['Foggy City', 'Red Barn', 'Oil Study', 'Old Harbour'];

export async function fillLibrary(contents: MemoryContents): Promise<void> {
  const bucket = openMemory({ contents });
  const put = (key: string, value: Json) => bucket.write(key, new TextEncoder().encode(formatJson(value)));
  const fields = { section: 'PHOTO', params: '', version: 'v1', createdDate: '2026-01-01' };
  await put(
    'test_prompts.json',
    titles.map((title) => createTest({ title, prompt: title, ...fields })),
  );
  for (const profile of profiles)
    await put(`profile_analyses/${profile}_analysis.json`, createAnalysis(profile));
}

/** Everybody's entries; one that was told again when it was refused is the refused one. */
export async function historyIn(contents: MemoryContents): Promise<Map<string, HistoryEntry>> {
  const bucket = openMemory({ contents });
  const entries = new Map<string, HistoryEntry>();
  for (const { key } of await bucket.list('profile_tester/history/')) {
    for (const entry of parseNewest((await bucket.read(key)).bytes, 100_000)) {
      const known = entries.get(entry.id);
      if (!known || entry.refused !== undefined) entries.set(entry.id, entry);
    }
  }
  return entries;
}
