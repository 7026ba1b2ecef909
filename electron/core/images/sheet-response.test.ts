import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSheetReader, mostPerSheet, type SheetPart, sheetUrl } from '#shared/model/picture-sheet.ts';
import { respondWithSheet } from './sheet-response.ts';
import { createTestLibrary, type TestLibrary } from './test-library.ts';
import { noise } from './test-pictures.ts';

const ids = ['picture-1', 'picture-2', 'picture-3'];
let library: TestLibrary;

beforeAll(async () => {
  library = await createTestLibrary();
  for (const [at, id] of ids.entries()) library.put(id, await noise(600 + at, 400, 'png'));
  library.put('broken-01', (await noise(600, 400, 'png')).subarray(0, 5000));
});
afterAll(() => library.dispose());

it('sends the same thumbnails as one by one', async () => {
  const service = library.open();
  const response = respondWithSheet(asking(sheetUrl(ids, 240)), service);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  const parts = await partsOf(response);
  expect(parts.map(({ place }) => place).sort()).toEqual([0, 1, 2]);
  for (const { place, picture } of parts) {
    const { bytes, mediaType } = await service.thumbnail(ids[place] ?? '', 240);
    expect(picture?.mediaType).toBe(mediaType);
    expect(Buffer.compare(picture?.bytes ?? Buffer.alloc(0), bytes)).toBe(0);
  }
});

it('leaves empty what cannot be had, and brings the others', async () => {
  const asked = ['broken-01', 'unknown-1', 'picture-1'];
  const parts = await partsOf(respondWithSheet(asking(sheetUrl(asked, 240)), library.open()));
  const byPlace = parts.sort((left, right) => left.place - right.place);
  expect(byPlace.map(({ picture }) => picture?.mediaType ?? null)).toEqual([null, null, 'image/webp']);
});

it.each([
  ['no ids', '/img/sheet?w=240', 400],
  ['ids of nothing', '/img/sheet?w=240&ids=', 400],
  ['a path for an id', '/img/sheet?w=240&ids=../../secret', 400],
  ['too many ids', sheetUrl(Array(mostPerSheet + 1).fill('picture-1'), 240), 400],
  ['a wrong width', sheetUrl(ids, -1), 400],
  ['whole files', '/img/sheet?w=full&ids=picture-1', 400],
])('refuses %s', async (_, url, status) => {
  const response = respondWithSheet(asking(url), library.open());
  expect(response.status).toBe(status);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  await response.body?.cancel();
});

it('refuses to be written to', () => {
  expect(respondWithSheet(asking(sheetUrl(ids, 240), 'POST'), library.open()).status).toBe(405);
});

it('makes no more of what nobody listens to', async () => {
  const held: (() => void)[] = [];
  const service = library.open({
    library: 'slow',
    read: (_, signal) =>
      new Promise((_resolve, reject) => {
        held.push(() => reject(signal.reason));
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  });
  const response = respondWithSheet(asking(sheetUrl(ids, 240)), service);
  const reader = response.body?.getReader();
  await expect.poll(() => held.length).toBe(3);
  await reader?.cancel();
  // All three readings end, so that closing has nothing to wait for.
  await service.close();
});

function asking(path: string, method = 'GET'): Request {
  return new Request(`http://127.0.0.1:4600${path}`, { method });
}

async function partsOf(response: Response): Promise<SheetPart[]> {
  const read = createSheetReader();
  const parts: SheetPart[] = [];
  for await (const piece of response.body ?? []) parts.push(...read(piece));
  return parts;
}
