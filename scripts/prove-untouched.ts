/**
 * Proves on a copy of a library that opening and browsing change no byte, and that setting one score
 * changes that rating and the affinity summary in one document, this device's history, and nothing else.
 *
 *   node scripts/prove-untouched.ts [folder]     default: the real library, when it is on this machine
 */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCore } from '#core/core.ts';
import { fingerprint, realLibrary, temporaryFolder } from '#core/testing/libraries.ts';
import { createTestPlatform } from '#core/testing/test-platform.ts';
import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import { analysisKey, ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import { type JsonObject, jsonEqual } from '#shared/model/json.ts';
import { editRating, scoreOf } from '#shared/model/rating.ts';
import type { Result } from '#shared/result.ts';

const source = process.argv[2] ?? realLibrary;
if (source === undefined) {
  console.log('not run: there is no library to prove it on; give its folder as the argument');
  process.exit(0);
}

const folder = await temporaryFolder();
await cp(source, folder, { recursive: true });
const before = await fingerprint(folder);
const core = createCore(await createTestPlatform());
check((await core.start({ folder })).ok, 'the library opens');

const library = await call('library.read', {});
if (library === null) throw new Error('no library is open');
const pictures = Object.values(library.pictures).flat();
for (const picture of pictures) {
  const response = await core.respond(new Request(`http://host/img/${picture.id}?w=320`));
  if (response?.status !== 200) throw new Error(`${picture.name} is not shown: ${response?.status}`);
  await response.arrayBuffer();
}
await call('pictures.palettes', { ids: pictures.slice(0, 50).map((picture) => picture.id) });
for (const profile of Object.keys(library.analyses)) await call('backups.list', { profile });
await call('history.list', { limit: 100 });
check(
  jsonEqual(await fingerprint(folder), before),
  `opening and showing ${pictures.length} pictures changed no byte`,
);

const [profile, analysis] =
  Object.entries(library.analyses).find(([, document]) => Object.keys(ratingsOf(document)).length > 5) ?? [];
const [test] = Object.keys(ratingsOf(analysis));
if (profile === undefined || test === undefined) throw new Error('the library has no rated profile');
const base = ratingOf(analysis, test) ?? null;
const score = scoreOf(base ?? undefined) === 2 ? 9 : 2;
const value = editRating(base ?? undefined, { score }, { name: 'Proof', at: new Date().toISOString() });
await call('library.change', { change: { type: 'rating.set', profile, test, base, value } });
await core.close();

const after = await fingerprint(folder);
const changed = Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]);
const key = analysisKey(profile);
check(
  jsonEqual(
    changed.filter((path) => path !== key).map((path) => path.split('/').slice(0, 2).join('/')),
    ['profile_tester/history'],
  ),
  'one score changed one document and this device’s history',
);
const [old, now] = await Promise.all([readJson(join(source, key)), readJson(join(folder, key))]);
check(
  masked(old, test) === masked(now, test),
  `in ${key} only the rating of “${test}” and the summary differ`,
);
console.log('proved');

async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const result = (await core.call(name, input)) as Result<CallOutput<Name>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
  return result.value;
}

async function readJson(path: string): Promise<JsonObject> {
  return JSON.parse(await readFile(path, 'utf8')) as JsonObject;
}

/** The document's text with the rating and the summary blanked out: order and all else must be equal. */
function masked(document: JsonObject, title: string): string {
  const ratings = { ...ratingsOf(document), [title]: 'masked' };
  return JSON.stringify({ ...document, ratings, affinity_summary: 'masked' });
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`NOT TRUE: ${what}`);
  console.log(`true: ${what}`);
}
