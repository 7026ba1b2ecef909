import { mostPerSheet, type SheetPart, sheetPartHead } from '#shared/model/picture-sheet.ts';
import type { ThumbnailWidth } from './picture-limits.ts';
import { isPictureId, plainText, readWidth, withSafetyHeaders } from './picture-response.ts';
import type { PictureService } from './picture-service.ts';

/**
 * Answers a request for many thumbnails, `/img/sheet?w=<width>&ids=<id>,<id>…`, with a sheet as
 * `picture-sheet.ts` describes it, each picture as soon as it is there. One that cannot be had is an empty
 * part. When the page stops listening, what has not begun is not made.
 *
 * Never rejects: 400 wrong width, ids or too many of them, 405 other methods than GET.
 */
export function respondWithSheet(request: Request, service: PictureService): Response {
  return withSafetyHeaders(respond(request, service), 'same-origin');
}

function respond(request: Request, service: PictureService): Response {
  if (request.method !== 'GET') return plainText(405, 'Pictures can only be read.', { Allow: 'GET' });
  const { searchParams } = new URL(request.url);
  const width = readWidth(searchParams.get('w'));
  const ids = (searchParams.get('ids') ?? '').split(',');
  if (width === undefined || width === 'full') return plainText(400, 'This is not a width of a thumbnail.');
  if (ids.length > mostPerSheet || !ids.every(isPictureId)) {
    return plainText(400, 'These are not the ids of pictures, or too many of them.');
  }
  const headers = { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' };
  return new Response(sheetOf(ids, width, service, request.signal), { headers });
}

function sheetOf(
  ids: readonly string[],
  width: ThumbnailWidth,
  service: PictureService,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(), { once: true });
  return new ReadableStream({
    start(controller) {
      const send = (part: SheetPart) => {
        if (stop.signal.aborted) return;
        controller.enqueue(sheetPartHead(part));
        if (part.picture && part.picture.bytes.length > 0) controller.enqueue(part.picture.bytes);
      };
      const sent = ids.map(async (id, place) => {
        send({ place, picture: await thumbnailOrNone(service, id, width, stop.signal) });
      });
      // Not waited for: a stream that is still starting hands nothing out.
      void Promise.all(sent).then(() => {
        if (!stop.signal.aborted) controller.close();
      });
    },
    cancel: () => stop.abort(),
  });
}

/** Why there is none is told when the page asks for that picture by itself. */
async function thumbnailOrNone(
  service: PictureService,
  id: string,
  width: ThumbnailWidth,
  signal: AbortSignal,
): Promise<SheetPart['picture']> {
  try {
    return await service.thumbnail(id, width, { signal });
  } catch {
    return null;
  }
}
