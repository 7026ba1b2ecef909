import { createHash } from 'node:crypto';
import type { ErrorCode } from '#shared/result.ts';
import { toAppError } from '../failure.ts';
import { readRange } from './byte-range.ts';
import { defaultThumbnailWidth, snapWidth, type ThumbnailWidth } from './picture-limits.ts';
import type { PictureService } from './picture-service.ts';
import { thumbnailVersion } from './thumbnail-cache.ts';

export interface PictureResponseOptions {
  /**
   * Which pages may show pictures: `same-origin` (the default) on the web host; `cross-origin` in Electron,
   * where the page's own scheme is another origin and no foreign page exists.
   */
  resourcePolicy?: 'same-origin' | 'cross-origin';
}

/**
 * Answers a request for a picture, for both hosts: `/img/<id>?w=<width>|full&v=<stamp>`, or in Electron
 * `app-image://img/<id>?…`. Without `w`: the default thumbnail. With the current stamp as `v` the answer
 * may be kept for good, else it is to be asked for again with its ETag. `w=full` gives the picture's own
 * bytes, in ranges when asked.
 *
 * Never rejects: 400 wrong width, 404 no such picture, 405 other methods than GET and HEAD, 416 range
 * outside, 422 a picture that cannot be read, 403, 500 and 503 for trouble with the storage; each with a
 * line of plain text that names no file.
 */
export async function respondWithPicture(
  request: Request,
  service: PictureService,
  options: PictureResponseOptions = {},
): Promise<Response> {
  const response = withSafetyHeaders(
    await respond(request, service),
    options.resourcePolicy ?? 'same-origin',
  );
  return request.method === 'HEAD' ? new Response(null, response) : response;
}

/** Pictures are data of anybody: no page may run them, and only ours may have them. */
export function withSafetyHeaders(
  response: Response,
  policy: NonNullable<PictureResponseOptions['resourcePolicy']>,
): Response {
  for (const [name, value] of Object.entries(safetyHeaders)) response.headers.set(name, value);
  response.headers.set('Cross-Origin-Resource-Policy', policy);
  return response;
}

const safetyHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

const pathPattern = /^(?:\/img)?\/([^/]+)$/;

/** Whether a text can name a picture; whether it does, only the library knows. */
export function isPictureId(text: string): boolean {
  return /^[A-Za-z0-9_-]{8,64}$/.test(text);
}

async function respond(request: Request, service: PictureService): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plainText(405, 'Pictures can only be read.', { Allow: 'GET, HEAD' });
  }
  const url = new URL(request.url);
  const id = pathPattern.exec(url.pathname)?.[1];
  const stamp = id !== undefined && isPictureId(id) ? service.stampOf(id) : undefined;
  if (id === undefined || stamp === undefined) return plainText(404, 'There is no such picture.');
  const width = readWidth(url.searchParams.get('w'));
  if (width === undefined) return plainText(400, 'This is not a width of a picture.');

  const etag = etagOf(stamp, width);
  const headers = new Headers({
    ETag: etag,
    'Cache-Control':
      url.searchParams.get('v') === stamp ? 'private, max-age=31536000, immutable' : 'no-cache',
  });
  if (matches(request.headers.get('If-None-Match'), etag))
    return new Response(null, { status: 304, headers });
  try {
    return width === 'full'
      ? await sendOriginal(request, service, id, headers)
      : await sendThumbnail(request, service, id, width, headers);
  } catch (error) {
    return failureResponse(error);
  }
}

async function sendThumbnail(
  request: Request,
  service: PictureService,
  id: string,
  width: ThumbnailWidth,
  headers: Headers,
): Promise<Response> {
  const call = { priority: 'visible', signal: request.signal } as const;
  const { bytes, mediaType } = await service.thumbnail(id, width, call);
  headers.set('Content-Type', mediaType);
  return sendBytes(200, bytes, headers);
}

async function sendOriginal(
  request: Request,
  service: PictureService,
  id: string,
  headers: Headers,
): Promise<Response> {
  const { bytes, mediaType } = await service.original(id, request.signal);
  headers.set('Content-Type', mediaType);
  headers.set('Accept-Ranges', 'bytes');
  const condition = request.headers.get('If-Range');
  const isRangeWanted = request.method === 'GET' && (condition === null || condition === headers.get('ETag'));
  const range = isRangeWanted ? readRange(request.headers.get('Range'), bytes.length) : undefined;
  if (range === undefined) return sendBytes(200, bytes, headers);
  if (range === 'unsatisfiable') {
    return plainText(416, 'The picture is shorter.', { 'Content-Range': `bytes */${bytes.length}` });
  }
  headers.set('Content-Range', `bytes ${range.first}-${range.last}/${bytes.length}`);
  return sendBytes(206, bytes.subarray(range.first, range.last + 1), headers);
}

function sendBytes(status: 200 | 206, bytes: Uint8Array, headers: Headers): Response {
  headers.set('Content-Length', String(bytes.length));
  // The type only rules out memory shared between threads, which no picture lies in.
  return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers });
}

/** A thumbnail's width, `full`, or undefined for what is neither. */
export function readWidth(text: string | null): ThumbnailWidth | 'full' | undefined {
  if (text === null) return defaultThumbnailWidth;
  if (text === 'full') return 'full';
  return /^[1-9]\d{0,4}$/.test(text) ? snapWidth(Number(text)) : undefined;
}

/** The stamp goes in hashed: it is the storage's own text, and a header takes not every character. */
function etagOf(stamp: string, width: ThumbnailWidth | 'full'): string {
  const hash = createHash('sha256').update(stamp).digest('hex').slice(0, 24);
  return `"${hash}-${width === 'full' ? 'full' : `${width}.${thumbnailVersion}`}"`;
}

/** Weak comparison of `If-None-Match`, RFC 9110, 13.1.2. */
function matches(condition: string | null, etag: string): boolean {
  if (condition === null) return false;
  return condition
    .split(',')
    .map((part) => part.trim().replace(/^W\//, ''))
    .some((part) => part === '*' || part === etag);
}

const statusOf: Record<ErrorCode, number> = {
  'not-found': 404,
  invalid: 422,
  unsupported: 422,
  denied: 403,
  offline: 503,
  cancelled: 503,
  conflict: 500,
  full: 500,
  unknown: 500,
};

const textOf: Partial<Record<ErrorCode, string>> = {
  'not-found': 'There is no such picture.',
  invalid: 'This picture is damaged or too large to be shown.',
  unsupported: 'This file is not a picture that can be shown.',
  denied: 'The storage does not allow reading this picture.',
  offline: 'The storage cannot be reached at the moment.',
  cancelled: 'This was cancelled.',
};

/** A fixed text for each code: what was thrown may name a file. */
function failureResponse(error: unknown): Response {
  const { code } = toAppError(error);
  return plainText(statusOf[code], textOf[code] ?? 'This picture cannot be shown at the moment.');
}

export function plainText(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(text)),
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}
