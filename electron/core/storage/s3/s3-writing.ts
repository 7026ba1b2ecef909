import { randomUUID } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Failure, isFailure } from '../../failure.ts';
import { sha256 } from '../../sha256.ts';
import type { WriteOptions } from '../backend.ts';
import { storageFailure } from '../system-errors.ts';
import { attempt } from './s3-attempts.ts';
import type { S3Connection } from './s3-connection.ts';
import type { Verdict } from './s3-errors.ts';
import { headObject, metadataNames, requireVersion } from './s3-reading.ts';

/** What is on its way when it is cancelled may arrive within this time, so that it can be said what became of it. */
const graceOnCancel = 500;

/** Milliseconds for looking whether a write has arrived. */
const lookTimeout = { usual: 5_000, cancelled: 250 } as const;

/** Bytes in a millisecond on the slowest connection that is waited for. */
const slowestSending = 16;

const contentTypes: Record<string, string> = {
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

/**
 * Puts an object; see `StorageBackend.write`. A write whose answer got lost is looked for before it fails: the
 * retry of a write that did arrive is answered like a conflict.
 */
export async function writeObject(
  connection: S3Connection,
  key: string,
  bytes: Uint8Array,
  { ifVersion, signal }: WriteOptions,
): Promise<{ version: string }> {
  const isProtected = connection.conditions === 'protected';
  if (!isProtected && ifVersion !== undefined) await compareVersion(connection, key, ifVersion, signal);
  const writeId = randomUUID();
  const input = {
    Bucket: connection.bucket,
    Key: connection.root + key,
    Body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    ContentType:
      contentTypes[key.slice(key.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream',
    Metadata: { [metadataNames.sha256]: await sha256(bytes), [metadataNames.writeId]: writeId },
    ...(isProtected ? conditionFor(ifVersion) : {}),
  };
  const grace = withGrace(signal);
  const sendOptions = {
    abortSignal: grace.signal,
    requestTimeout: connection.limits.requestTimeout + bytes.length / slowestSending,
  };
  let isUnsure = false;
  function onFailed(verdict: Verdict): void {
    isUnsure ||= verdict.isUnsure;
  }
  try {
    return await attempt(connection, { operation: 'write', name: key, signal, onFailed }, async () => {
      const output = await connection.client.send(new PutObjectCommand(input), sendOptions);
      return { version: requireVersion(output.ETag) };
    });
  } catch (error) {
    if (!isUnsure) throw error;
    const version = await findWrite(connection, key, writeId, error);
    if (version !== undefined) return { version };
    throw isFailure(error, 'cancelled') ? cancelledHalfway(key) : error;
  } finally {
    grace.end();
  }
}

/** For servers without conditions: NOT safe with two writers at once, see `S3Options.conditions`. */
async function compareVersion(
  connection: S3Connection,
  key: string,
  ifVersion: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const head = await headObject(connection, key, signal);
  if ((head?.version ?? 'absent') !== ifVersion) throw storageFailure('conflict', key);
}

/** A condition that is `undefined` would be left out of the request, and overwrite what is there. */
function conditionFor(ifVersion: string | undefined): { IfMatch?: string; IfNoneMatch?: string } {
  if (ifVersion === undefined) return {};
  return ifVersion === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: ifVersion };
}

/** The version of our own write when it is there; undefined when it is not, or cannot be seen. */
async function findWrite(
  connection: S3Connection,
  key: string,
  writeId: string,
  error: unknown,
): Promise<string | undefined> {
  const isCancelled = isFailure(error, 'cancelled');
  // Where nothing answered just now, one more question is enough.
  const attempts = isFailure(error, 'conflict') ? connection.limits.attempts : 1;
  const patient = { ...connection, limits: { ...connection.limits, attempts } };
  const signal = AbortSignal.timeout(isCancelled ? lookTimeout.cancelled : lookTimeout.usual);
  try {
    const head = await headObject(patient, key, signal);
    return head?.writeId === writeId ? head.version : undefined;
  } catch {
    // Then what is known is told: the failure of the write.
    return undefined;
  }
}

function cancelledHalfway(key: string): Failure {
  return new Failure(
    'cancelled',
    `Cancelled while “${key}” was being sent; it holds either what was there before or what was sent.`,
  );
}

/** A signal that follows another one after the grace. */
function withGrace(signal: AbortSignal | undefined): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  function follow(): void {
    timer = setTimeout(() => controller.abort(), graceOnCancel);
  }
  signal?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', follow);
    },
  };
}
