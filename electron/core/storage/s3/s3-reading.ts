import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { Failure } from '../../failure.ts';
import { sha256 } from '../../sha256.ts';
import type { ListedObject, StoredObject } from '../backend.ts';
import { attempt } from './s3-attempts.ts';
import type { S3Connection } from './s3-connection.ts';
import { isAbsence, isWithoutCode, networkInPlace } from './s3-errors.ts';

/** Names of the metadata that this app adds to its objects, sent as `x-amz-meta-…`. */
export const metadataNames = { sha256: 'sha256', writeId: 'write-id' } as const;

/** What HEAD tells of an object. */
export interface ObjectHead {
  listed: ListedObject;
  version: string;
  /** Which call of `write` made it, when this app did. */
  writeId: string | undefined;
}

export async function readObject(
  connection: S3Connection,
  key: string,
  signal: AbortSignal | undefined,
): Promise<StoredObject> {
  const first = await getObject(connection, key, signal);
  if (first.isWhole) return first.stored;
  const second = await getObject(connection, key, signal);
  if (second.isWhole) return second.stored;
  throw new Failure(
    'unknown',
    `“${key}” does not arrive as it was saved: its bytes do not fit the check that was saved with it. Nothing was changed; an older version of it may be in the bucket.`,
    { detail: `SHA-256 differs, ${second.stored.bytes.length} bytes` },
  );
}

/** What HEAD says; undefined when there is no such object. */
export function headObject(
  connection: S3Connection,
  key: string,
  signal: AbortSignal | undefined,
): Promise<ObjectHead | undefined> {
  const { client, bucket, root } = connection;
  const input = { Bucket: bucket, Key: root + key };
  return attempt(connection, { operation: 'stat', name: key, signal }, async () => {
    try {
      const head = await client.send(new HeadObjectCommand(input), signal ? { abortSignal: signal } : {});
      const version = requireVersion(head.ETag);
      const listed = describeObject(key, version, head.ContentLength, head.LastModified);
      return { listed, version, writeId: head.Metadata?.[metadataNames.writeId] };
    } catch (error) {
      if (isWithoutCode(error)) await explain(connection, input, signal);
      if (isAbsence(error)) return undefined;
      throw error;
    }
  });
}

/** Throws what the answer to HEAD, which has no body, could not say: a 404 may be the bucket's or the user's. */
async function explain(
  { client }: S3Connection,
  input: { Bucket: string; Key: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  const oneByte = { ...input, Range: 'bytes=0-0' };
  try {
    await client.send(new GetObjectCommand(oneByte), signal ? { abortSignal: signal } : {});
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
}

export function describeObject(
  key: string,
  version: string,
  size = 0,
  lastModified: Date | undefined = undefined,
): ListedObject {
  // HEAD tells whole seconds, listings more on some servers.
  const modified = Math.floor((lastModified?.getTime() ?? 0) / 1_000) * 1_000;
  return { key, size, stamp: `${version} ${modified} ${size}`, modified, version };
}

/** The ETag as a version. An answer without one is not the storage's. */
export function requireVersion(etag: string | undefined): string {
  if (etag === undefined || etag === '') throw networkInPlace('no ETag');
  // Some servers leave the quotes out of listings.
  return /^(W\/)?"/.test(etag) ? etag : `"${etag}"`;
}

function getObject(
  connection: S3Connection,
  key: string,
  signal: AbortSignal | undefined,
): Promise<{ stored: StoredObject; isWhole: boolean }> {
  const { client, bucket, root } = connection;
  return attempt(connection, { operation: 'read', name: key, signal }, async () => {
    const input = { Bucket: bucket, Key: root + key };
    const output = await client.send(new GetObjectCommand(input), signal ? { abortSignal: signal } : {});
    const version = requireVersion(output.ETag);
    const bytes = await wholeBody(output.Body);
    const expected = output.Metadata?.[metadataNames.sha256];
    const isWhole = expected === undefined || expected === (await sha256(bytes));
    return { stored: { bytes, version }, isWhole };
  });
}

/** `watchTraffic` has read the body into one piece; the SDK's own collecting would copy it again. */
async function wholeBody(body: unknown): Promise<Uint8Array> {
  if (!(body instanceof Readable)) return new Uint8Array();
  const pieces: Buffer[] = [];
  for await (const piece of body as AsyncIterable<Buffer>) pieces.push(piece);
  const [first] = pieces;
  return first && pieces.length === 1 ? first : Buffer.concat(pieces);
}
