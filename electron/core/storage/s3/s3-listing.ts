import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { Failure } from '../../failure.ts';
import type { ListedObject } from '../backend.ts';
import { checkKey, compareKeys } from '../keys.ts';
import { attempt } from './s3-attempts.ts';
import type { S3Connection } from './s3-connection.ts';
import { networkInPlace } from './s3-errors.ts';
import { describeObject, requireVersion } from './s3-reading.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are left out
const controlCharacter = /[\u0000-\u001f\u007f]/;

/** Every object below a prefix, page by page. A listing that does not come to its end is a failure, never a part. */
export async function listObjects(
  connection: S3Connection,
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<ListedObject[]> {
  const listed: ListedObject[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await listPage(connection, prefix, token, signal);
    for (const found of page.Contents ?? []) {
      const object = toListed(connection, found, page.EncodingType === 'url');
      if (object) listed.push(object);
    }
    token = page.IsTruncated ? nextToken(page, seen) : undefined;
  } while (token !== undefined);
  return listed.sort(compareKeys);
}

function listPage(
  connection: S3Connection,
  prefix: string,
  token: string | undefined,
  signal: AbortSignal | undefined,
): Promise<ListObjectsV2CommandOutput> {
  const { client, bucket, root } = connection;
  const input = {
    Bucket: bucket,
    Prefix: root + prefix,
    // Keys with control characters have no place in XML as they are.
    EncodingType: 'url' as const,
    ...(token !== undefined && { ContinuationToken: token }),
  };
  return attempt(connection, { operation: 'list', name: prefix, signal }, async () => {
    const page = await client.send(new ListObjectsV2Command(input), signal ? { abortSignal: signal } : {});
    if (page.Name === undefined && page.IsTruncated === undefined) throw networkInPlace('no listing');
    return page;
  });
}

/** A server that pages badly would otherwise be asked for ever, or its listing be taken for whole. */
function nextToken(page: ListObjectsV2CommandOutput, seen: Set<string>): string {
  const token = page.NextContinuationToken;
  if (token !== undefined && !seen.has(token)) {
    seen.add(token);
    return token;
  }
  throw new Failure(
    'unsupported',
    'The storage does not list its objects to the end, so nothing is shown rather than a part. Nothing was changed; this storage cannot be used.',
    { detail: token === undefined ? 'no continuation token' : 'the same continuation token again' },
  );
}

function toListed(
  { root, noteOddKey }: S3Connection,
  found: {
    Key?: string | undefined;
    ETag?: string | undefined;
    Size?: number | undefined;
    LastModified?: Date | undefined;
  },
  isEncoded: boolean,
): ListedObject | undefined {
  const whole = isEncoded ? decodeKey(found.Key ?? '') : (found.Key ?? '');
  const key = whole.slice(root.length);
  // Consoles make empty objects that stand for folders.
  if (key === '' || (key.endsWith('/') && found.Size === 0)) return undefined;
  try {
    checkKey(key, 'read');
    if (controlCharacter.test(key)) throw new Failure('invalid', 'A control character.');
  } catch {
    noteOddKey(key);
    return undefined;
  }
  return describeObject(key, requireVersion(found.ETag), found.Size, found.LastModified);
}

function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', '%20'));
  } catch {
    // Not encoded after all; such a key is reported.
    return encoded;
  }
}
