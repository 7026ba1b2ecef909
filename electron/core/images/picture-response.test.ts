import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { respondWithPicture } from './picture-response.ts';
import type { PictureService } from './picture-service.ts';
import { createTestLibrary, type TestLibrary } from './test-library.ts';
import { noise, pngHeaderBomb } from './test-pictures.ts';

const id = 'picture_-0001';
const stamp = '17;ä 2';
const version = `v=${encodeURIComponent(stamp)}`;
let library: TestLibrary;
let service: PictureService;
let original: Buffer;

beforeAll(async () => {
  library = await createTestLibrary();
  original = await noise(600, 400, 'png');
  library.put(id, original, stamp);
  library.put('broken-01', original.subarray(0, 5000));
  library.put('bomb-0001', pngHeaderBomb(30_000, 30_000));
  library.put('script-01', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'));
  service = library.open();
});
afterAll(() => library.dispose());

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return respondWithPicture(new Request(`http://127.0.0.1:4600${path}`, { method, headers }), service);
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

it('sends a thumbnail that may be kept for good when the stamp is the current one', async () => {
  const response = await get(`/img/${id}?w=300&${version}`);
  const body = await bytesOf(response);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/webp',
    'content-length': String(body.length),
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(Buffer.compare(body, (await service.thumbnail(id, 320)).bytes)).toBe(0);
});

it('has thumbnails checked again that come without the current stamp', async () => {
  for (const query of ['', '?v=old', '?w=480&v=']) {
    const response = await get(`/img/${id}${query}`);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const etag = response.headers.get('etag') ?? '';
    const again = await get(`/img/${id}${query}`, { 'If-None-Match': `"other", W/${etag}` });
    expect([again.status, again.headers.get('etag'), (await bytesOf(again)).length]).toEqual([304, etag, 0]);
  }
});

it('gives another ETag for another width and for a changed picture', async () => {
  const tag = async (query: string) => (await get(`/img/${id}?${query}`)).headers.get('etag');
  const before = [await tag('w=160'), await tag('w=480'), await tag('w=full')];
  library.put(id, original, 'changed');
  const after = [await tag('w=160'), await tag('w=480'), await tag('w=full')];
  library.put(id, original, stamp);
  expect(new Set([...before, ...after]).size).toBe(6);
});

it('takes the address of both hosts, and the page of another scheme where that is asked for', async () => {
  const request = new Request(`app-image://img/${id}?w=full&${version}`);
  const response = await respondWithPicture(request, service, { resourcePolicy: 'cross-origin' });
  expect(response.status).toBe(200);
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(Buffer.compare(await bytesOf(response), original)).toBe(0);
});

it('answers HEAD with the headers of GET and no body', async () => {
  for (const query of [`?w=480&${version}`, '?w=full']) {
    const head = await get(`/img/${id}${query}`, {}, 'HEAD');
    const full = await get(`/img/${id}${query}`);
    expect([...head.headers]).toEqual([...full.headers]);
    expect((await bytesOf(head)).length).toBe(0);
  }
});

it('sends ranges of originals', async () => {
  const size = original.length;
  for (const [range, first, last] of [
    ['bytes=0-9', 0, 9],
    ['bytes=100-', 100, size - 1],
    ['bytes=-7', size - 7, size - 1],
    [`bytes=5-${size * 2}`, 5, size - 1],
    [`bytes=-${size * 2}`, 0, size - 1],
  ] as const) {
    const response = await get(`/img/${id}?w=full`, { Range: range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/${size}`);
    expect(response.headers.get('content-length')).toBe(String(last - first + 1));
    expect(Buffer.compare(await bytesOf(response), original.subarray(first, last + 1))).toBe(0);
  }
});

it('refuses ranges outside with 416 and sends the whole for ranges it does not serve', async () => {
  const outside = await get(`/img/${id}?w=full`, { Range: `bytes=${original.length}-` });
  expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${original.length}`]);
  for (const headers of [
    { Range: 'bytes=0-1,4-5' },
    { Range: 'bytes=9-2' },
    { Range: 'lines=1-2' },
    { Range: 'bytes=0-1', 'If-Range': '"other"' },
  ]) {
    const response = await get(`/img/${id}?w=full`, headers);
    expect([response.status, (await bytesOf(response)).length]).toEqual([200, original.length]);
  }
});

it('allows reading only', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const response = await get(`/img/${id}`, {}, method);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  }
});

it.each([
  '/img/..%2f..%2fetc/passwd',
  '/img/..%2f..%2fetc%2fpasswd',
  '/img/%2e%2e/%2e%2e/etc/passwd',
  '/img/../../etc/passwd',
  '/img//etc/passwd',
  '/img/....//....//etc/passwd',
  '/img/C:%5cWindows%5cwin.ini',
  `/img/${id}/x`,
  `/img/${id}%00`,
  `/img/secret%2f${id}`,
  '/img/short',
  `/img/${'a'.repeat(65)}`,
  '/img/no-such-picture',
  '/img/',
  '/',
])('answers %s with 404', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('There is no such picture.');
});

it('answers any path and query with a status, no file name, and safe headers', async () => {
  const part = fc.oneof(fc.string(), fc.constantFrom(id, '..', '%2f', 'img', 'w=full', 'w=', '?', '&', '\\'));
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      const url = new URL(`http://127.0.0.1/img/${parts.join('/')}`);
      const response = await respondWithPicture(new Request(url), service);
      expect([200, 400, 404]).toContain(response.status);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      if (response.status !== 200) expect(await response.text()).not.toContain('secret');
    }),
    { numRuns: 300 },
  );
});

it.each(['w=0', 'w=-1', 'w=abc', 'w=1e3', 'w=100000', 'w=', 'w=FULL'])(
  'answers %s with 400',
  async (query) => {
    expect((await get(`/img/${id}?${query}`)).status).toBe(400);
  },
);

it('answers pictures that cannot be read with 422, in plain text that is not kept', async () => {
  for (const path of ['broken-01', 'bomb-0001', 'script-01', 'script-01?w=full']) {
    const response = await get(`/img/${path}`);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.text()).length).toBeLessThan(100);
  }
});

it.each([
  ['not-found', 404],
  ['denied', 403],
  ['offline', 503],
  ['unknown', 500],
] as const)('answers trouble of kind %s with %i and names no file', async (code, status) => {
  const failing = library.open({
    read: () => Promise.reject(new Failure(code, 'Trouble with /home/user/secret/picture.png')),
  });
  for (const query of ['w=full', 'w=960']) {
    const request = new Request(`http://127.0.0.1/img/${id}?${query}`);
    library.put(id, original, `fresh-${code}`);
    const response = await respondWithPicture(request, failing);
    library.put(id, original, stamp);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('secret');
  }
});
