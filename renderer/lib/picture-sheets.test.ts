import { expect, it, vi } from 'vitest';
import { type SheetPart, sheetPartHead } from '#shared/model/picture-sheet.ts';
import { createPictureSheets, type PictureSheets } from './picture-sheets.ts';

const bytes = new TextEncoder().encode('picture');
const asData = `data:image/webp;base64,${btoa('picture')}`;
const whole = (place: number): SheetPart => ({ place, picture: { mediaType: 'image/webp', bytes } });

it('asks for many in one request, and shows each as it comes', async () => {
  const server = serve();
  const { images } = ask(createPictureSheets(server.get), 5);
  await server.requests(1);
  expect(server.urls()).toEqual(['/img/sheet?w=240&ids=picture0,picture1,picture2,picture3,picture4']);
  server.send(0, whole(3));
  await vi.waitFor(() => expect(images[3]?.src).toBe(asData));
  expect(images[0]?.src).toBe('');
  server.send(0, whole(0), whole(1), whole(2), whole(4));
  server.end(0);
  await vi.waitFor(() => expect(images.map(({ src }) => src)).toEqual(images.map(() => asData)));
});

it('has few pictures asked for by themselves', async () => {
  const server = serve();
  const { images } = ask(createPictureSheets(server.get), 3);
  await Promise.resolve();
  expect(images.map(({ src }) => src)).toEqual(['/img/picture0', '/img/picture1', '/img/picture2']);
  expect(server.urls()).toEqual([]);
});

it.each([
  ['what a sheet lacks', (server: Server) => server.send(0, { place: 0, picture: null }, whole(1))],
  ['what came after it broke off', (server: Server) => server.break(0)],
  [
    'all of what is no sheet',
    (server: Server) => server.sendBytes(0, new TextEncoder().encode('<html>'.repeat(9))),
  ],
])('has %s asked for by itself', async (_, answer) => {
  const server = serve();
  const { images } = ask(createPictureSheets(server.get), 4);
  await server.requests(1);
  answer(server);
  server.end(0);
  await vi.waitFor(() => expect(images[0]?.src).toBe('/img/picture0'));
  await vi.waitFor(() => expect(images[3]?.src).toBe('/img/picture3'));
});

it('has all asked for by themselves when the sheet is refused', async () => {
  const get = async () => new Response('No library is open.', { status: 404 });
  const { images } = ask(createPictureSheets(get), 4);
  await vi.waitFor(() => expect(images[3]?.src).toBe('/img/picture3'));
});

it('shows nothing that was called off, and ends a sheet that nobody waits for', async () => {
  const server = serve();
  const { images, callOff } = ask(createPictureSheets(server.get), 4);
  await server.requests(1);
  callOff[0]?.();
  server.send(0, whole(0), whole(1));
  await vi.waitFor(() => expect(images[1]?.src).toBe(asData));
  expect(images[0]?.src).toBe('');
  expect(server.isAborted(0)).toBe(false);
  callOff[2]?.();
  callOff[3]?.();
  expect(server.isAborted(0)).toBe(true);
  await vi.waitFor(() => expect(images.map(({ src }) => src)).toEqual(['', asData, '', '']));
});

it('keeps connections free for other things, and drops sheets that were called off before their turn', async () => {
  const server = serve();
  const sheets = createPictureSheets(server.get);
  ask(sheets, 32 * 3);
  const { callOff } = ask(sheets, 32);
  const { images } = ask(sheets, 32);
  await server.requests(3);
  for (const off of callOff) off();
  server.end(0);
  await server.requests(4);
  server.send(3, whole(0));
  await vi.waitFor(() => expect(images[0]?.src).toBe(asData));
});

it('sends what was asked for first by itself', async () => {
  const server = serve();
  const sheets = createPictureSheets(server.get);
  ask(sheets, 4);
  sheets.send();
  ask(sheets, 4, 480);
  await server.requests(2);
  expect(server.urls().map((url) => url.split('&')[0])).toEqual(['/img/sheet?w=240', '/img/sheet?w=480']);
});

function ask(sheets: PictureSheets, count: number, width = 240) {
  const images = Array.from({ length: count }, () => ({ src: '' }));
  const callOff = images.map((image, at) =>
    sheets.show({ image, id: `picture${at}`, width, url: `/img/picture${at}` }),
  );
  return { images, callOff };
}

type Server = ReturnType<typeof serve>;

/** Answers with streams that the test writes to; ends with an error what is aborted, as a browser does. */
function serve() {
  const asked: { url: string; signal: AbortSignal; stream: ReadableStreamDefaultController<Uint8Array> }[] =
    [];
  const get = async (url: unknown, options?: RequestInit) => {
    const signal = options?.signal ?? new AbortController().signal;
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        asked.push({ url: String(url), signal, stream });
        signal.addEventListener('abort', () => stream.error(signal.reason));
      },
    });
    return new Response(body);
  };
  return {
    get,
    urls: () => asked.map(({ url }) => url),
    requests: (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count)),
    isAborted: (at: number) => asked[at]?.signal.aborted,
    sendBytes: (at: number, sent: Uint8Array) => asked[at]?.stream.enqueue(sent),
    send(at: number, ...parts: SheetPart[]) {
      for (const part of parts) {
        asked[at]?.stream.enqueue(sheetPartHead(part));
        if (part.picture) asked[at]?.stream.enqueue(part.picture.bytes);
      }
    },
    break: (at: number) => asked[at]?.stream.error(new TypeError('network error')),
    end(at: number) {
      try {
        asked[at]?.stream.close();
      } catch {
        // It is closed or broken already.
      }
    },
  };
}
