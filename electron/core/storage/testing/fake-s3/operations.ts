import type { IncomingMessage } from 'node:http';
import { type Answer, element, elements, errorAnswer, escapeText, xmlAnswer } from './answers.ts';
import { type FakeObject, type FakeObjects, firstIndexFrom } from './objects.ts';

/**
 * What the server makes of `If-Match` and `If-None-Match` on writing and deleting:
 * - `full`: as on AWS;
 * - `create-only`: `If-None-Match: *` holds, `If-Match` is ignored;
 * - `refuses`: 501;
 * - `ignores`: as if they were not there;
 * - `racy`: asked before the object is stored, so that several writers at once all win.
 */
export type Conditions = 'full' | 'create-only' | 'refuses' | 'ignores' | 'racy';

/** A request that has arrived whole. */
export interface ArrivedRequest {
  method: string;
  key: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Uint8Array;
}

export interface BucketState {
  bucket: string;
  region: string;
  objects: FakeObjects;
  conditions: Conditions;
  versioning: 'Enabled' | 'Suspended' | '';
}

/** Does what is asked, at once, and answers. */
export function operate(request: ArrivedRequest, state: BucketState): Answer {
  if (request.key === '') return operateOnBucket(request, state);
  if (Buffer.byteLength(request.key) > 1_024) return errorAnswer('KeyTooLongError');
  const object = state.objects.get(request.key);
  if (request.method === 'PUT') return put(request, object, state);
  if (request.method === 'DELETE') return remove(request, object, state);
  if (request.method !== 'GET' && request.method !== 'HEAD') return errorAnswer('MethodNotAllowed');
  return object ? get(request, object) : errorAnswer('NoSuchKey', { Key: request.key });
}

/** Whether the conditions of a request to write do not hold, as an answer. */
export function refusal(
  { headers }: ArrivedRequest,
  object: FakeObject | undefined,
  conditions: Conditions,
): Answer | undefined {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (conditions === 'ignores' || (ifMatch === undefined && ifNoneMatch === undefined)) return undefined;
  if (conditions === 'refuses')
    return errorAnswer('NotImplemented', { Header: ifMatch ? 'If-Match' : 'If-None-Match' });
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*')
    return errorAnswer('NotImplemented', { Header: 'If-None-Match' });
  if (ifNoneMatch === '*' && object) return errorAnswer('PreconditionFailed', { Condition: 'If-None-Match' });
  if (ifMatch === undefined || conditions === 'create-only') return undefined;
  if (!object) return errorAnswer('NoSuchKey');
  const isMet = ifMatch === '*' || unquoted(ifMatch) === unquoted(object.etag);
  return isMet ? undefined : errorAnswer('PreconditionFailed', { Condition: 'If-Match' });
}

function put(request: ArrivedRequest, object: FakeObject | undefined, state: BucketState): Answer {
  // A racy server has asked already, when the request arrived.
  const refused = state.conditions === 'racy' ? undefined : refusal(request, object, state.conditions);
  if (refused) return refused;
  const { etag } = state.objects.put(request.key, request.body, metadataOf(request.headers));
  return { status: 200, headers: { etag } };
}

function remove(request: ArrivedRequest, object: FakeObject | undefined, state: BucketState): Answer {
  const refused = object && refusal(request, object, state.conditions);
  if (refused) return refused;
  state.objects.delete(request.key);
  return { status: 204 };
}

function get({ method, headers }: ArrivedRequest, object: FakeObject): Answer {
  const described = {
    etag: object.etag,
    'last-modified': new Date(object.modified).toUTCString(),
    'content-type': 'application/octet-stream',
    ...Object.fromEntries(
      Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  };
  const known = headers['if-none-match'];
  if (known !== undefined && unquoted(known) === unquoted(object.etag))
    return { status: 304, headers: described };
  if (method === 'GET') return { status: 200, headers: described, body: object.bytes };
  return { status: 200, headers: { ...described, 'content-length': String(object.bytes.length) } };
}

function operateOnBucket({ method, query }: ArrivedRequest, state: BucketState): Answer {
  if (method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': state.region } };
  if (method !== 'GET') return errorAnswer('MethodNotAllowed');
  if (query.has('location'))
    return xmlAnswer(
      `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${escapeText(state.region)}</LocationConstraint>`,
    );
  if (query.has('versioning')) {
    const status = state.versioning === '' ? '' : element('Status', state.versioning);
    return xmlAnswer(element('VersioningConfiguration', status));
  }
  return query.get('list-type') === '2' && !query.has('delimiter')
    ? list(query, state)
    : errorAnswer('NotImplemented');
}

/** ListObjectsV2: at most 1,000 keys a page, in the order of their UTF-8 bytes. */
function list(query: URLSearchParams, { bucket, objects }: BucketState): Answer {
  const prefix = query.get('prefix') ?? '';
  const most = Math.min(Number(query.get('max-keys') ?? 1_000), 1_000);
  const token = query.get('continuation-token');
  const after =
    token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const keys = objects.keys();
  // The smallest key after `after` is that key with the lowest character added.
  const start = Math.max(firstIndexFrom(keys, prefix), after === '' ? 0 : firstIndexFrom(keys, `${after}\0`));
  const page: string[] = [];
  let index = start;
  for (; index < keys.length && page.length < most && keys[index]?.startsWith(prefix); index++) {
    page.push(keys[index] ?? '');
  }
  const isTruncated = page.length > 0 && keys[index]?.startsWith(prefix) === true;
  const encode = query.get('encoding-type') === 'url' ? encodeAsForm : (text: string) => text;
  return xmlAnswer(
    element(
      'ListBucketResult',
      ...elements({
        Name: bucket,
        Prefix: encode(prefix),
        KeyCount: String(page.length),
        MaxKeys: String(most),
      }),
      ...elements(query.get('encoding-type') === 'url' ? { EncodingType: 'url' } : {}),
      ...elements({ IsTruncated: String(isTruncated) }),
      ...elements(
        isTruncated ? { NextContinuationToken: Buffer.from(page.at(-1) ?? '').toString('base64url') } : {},
      ),
      ...page.map((key) => contents(encode(key), objects.get(key))),
    ),
  );
}

function contents(key: string, object: FakeObject | undefined): string {
  return element(
    'Contents',
    ...elements({
      Key: key,
      LastModified: new Date(Math.floor((object?.modified ?? 0) / 1_000) * 1_000).toISOString(),
      ETag: object?.etag ?? '',
      Size: String(object?.bytes.length ?? 0),
      StorageClass: 'STANDARD',
    }),
  );
}

/** As AWS encodes keys in listings: a space becomes a plus, slashes stay. */
function encodeAsForm(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}

function metadataOf(headers: ArrivedRequest['headers']): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('x-amz-meta-')) metadata[name.slice('x-amz-meta-'.length)] = String(value);
  }
  return metadata;
}

function unquoted(etag: string): string {
  return etag.replaceAll('"', '');
}
