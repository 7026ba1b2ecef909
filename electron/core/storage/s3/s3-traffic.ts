import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { RequestKind } from '#shared/model/usage.ts';
import { hasNeverLeft, networkInPlace } from './s3-errors.ts';
import type { RequestUsage } from './s3-options.ts';

/** What is used of the SDK's request and response. */
interface SentRequest {
  method: string;
  query?: Record<string, unknown>;
  body?: unknown;
}

interface ReceivedResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: unknown;
}

/**
 * Looks at every request of a client where it leaves and comes back: reads the answer to its end (a body that
 * breaks off or stands still fails there), counts its bytes, and refuses what is not the storage's answer.
 * @param idleTimeout milliseconds between two pieces of a body.
 */
export function watchTraffic(
  client: S3Client,
  idleTimeout: number,
  onRequest: ((usage: RequestUsage) => void) | undefined,
): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as SentRequest;
      const usage = { kind: kindOf(request), sent: sizeOf(request.body), received: 0 };
      try {
        const result = await next(args);
        const response = result.response as ReceivedResponse;
        const bytes = await readWhole(response.body, idleTimeout, (size) => {
          usage.received += size;
        });
        refuseOtherAnswers(request, response);
        response.body = Readable.from(bytes.length === 0 ? [] : [bytes], { objectMode: false });
        onRequest?.(usage);
        return result;
      } catch (error) {
        if (!hasNeverLeft(error)) onRequest?.(usage);
        throw error;
      }
    },
    // Innermost: run once for every attempt, before the answer is parsed.
    { name: 'watchTraffic', step: 'deserialize', priority: 'low' },
  );
}

async function readWhole(
  body: unknown,
  idleTimeout: number,
  onBytes: (size: number) => void,
): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  const timer = setTimeout(() => {
    body.destroy(Object.assign(new Error('The answer stands still.'), { name: 'TimeoutError' }));
  }, idleTimeout);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      timer.refresh();
      onBytes(chunk.length);
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks);
}

/**
 * Sign-in pages of hotels and proxies answer with HTML, or lead to it, in the storage's place. An object may be
 * a web page itself, but then S3's own headers come with it.
 */
function refuseOtherAnswers({ method }: SentRequest, { statusCode, headers }: ReceivedResponse): void {
  if (Object.keys(headers).some((name) => name.startsWith('x-amz-'))) return;
  const type = headers['content-type'] ?? '';
  const isPage = /html/i.test(type);
  const isElsewhere = statusCode >= 300 && statusCode < 400 && statusCode !== 304 && !/xml/i.test(type);
  // S3 answers 204. Of the other requests it is seen by what they bring.
  const isEmptyYes = method === 'DELETE' && statusCode === 200;
  if (isPage || isElsewhere || isEmptyYes || statusCode === 511) throw networkInPlace(`status ${statusCode}`);
}

function kindOf({ method, query }: SentRequest): RequestKind {
  if (method === 'GET') return query?.['list-type'] === undefined ? 'GET' : 'LIST';
  return method === 'HEAD' || method === 'PUT' ? method : 'DELETE';
}

function sizeOf(body: unknown): number {
  if (body instanceof Uint8Array) return body.byteLength;
  return typeof body === 'string' ? Buffer.byteLength(body) : 0;
}
