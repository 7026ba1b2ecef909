import {
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isFailure } from '../../failure.ts';
import { text } from './documents.ts';
import { compareAsUtf8 } from './fake-s3/objects.ts';
import { type Conditions, type FakeS3, startFakeS3 } from './fake-s3.ts';
import { openTestBackend } from './test-server.ts';

let server: FakeS3;
let client: S3Client;
beforeEach(async () => {
  server = await startFakeS3();
  const { url: endpoint, region, accessKeyId, secretAccessKey } = server;
  const credentials = { accessKeyId, secretAccessKey };
  client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await server.stop();
});

async function statusOf(sending: Promise<{ $metadata: { httpStatusCode?: number } }>): Promise<number> {
  const { $metadata } = await sending.catch((error) => error);
  return $metadata?.httpStatusCode ?? 0;
}

function put(condition: { IfMatch?: string; IfNoneMatch?: string }, key = 'x'): Promise<number> {
  const input = { Bucket: server.bucket, Key: key, Body: Buffer.from('new'), ...condition };
  return statusOf(client.send(new PutObjectCommand(input)));
}

const verdicts: Record<Conditions, { create: number; update: number; missing: number }> = {
  full: { create: 412, update: 412, missing: 404 },
  'create-only': { create: 412, update: 200, missing: 200 },
  refuses: { create: 501, update: 501, missing: 501 },
  ignores: { create: 200, update: 200, missing: 200 },
  racy: { create: 412, update: 412, missing: 404 },
};

for (const [conditions, expected] of Object.entries(verdicts)) {
  it(`answers conditions that do not hold as a server that is ${conditions}`, async () => {
    server.conditions = conditions as Conditions;
    server.objects.put('x', text('old'));
    expect(await put({ IfNoneMatch: '*' })).toBe(expected.create);
    server.objects.put('x', text('old'));
    expect(await put({ IfMatch: '"other"' })).toBe(expected.update);
    expect(await put({ IfMatch: '"other"' }, 'missing')).toBe(expected.missing);
  });
}

for (const [conditions, winners] of [
  ['full', 1],
  ['racy', 32],
  ['ignores', 32],
] as const) {
  it(`lets ${winners} of 32 racers win as a server that is ${conditions}`, async () => {
    server.conditions = conditions;
    const backend = openTestBackend(server);
    // A racy server asks before it stores: all have to have arrived before the first is stored.
    const racing = Array.from({ length: 32 }, () => backend.write('x', text('new'), { ifVersion: 'absent' }));
    const results = await Promise.allSettled(racing);
    const won = results.filter(({ status }) => status === 'fulfilled').length;
    if (conditions === 'racy') expect(won).toBeGreaterThan(1);
    else expect(won).toBe(winners);
    const lost = results.filter(
      (result) => result.status === 'rejected' && isFailure(result.reason, 'conflict'),
    );
    expect(won + lost.length).toBe(32);
    await backend.close();
  });
}

it('lists page by page, in the order of UTF-8, by prefix and from a place', async () => {
  const keys = ['a', 'a b', 'b/1', 'b/2', 'é', '\uff02', '🙂', '🙂/x'];
  server.fill([...keys].reverse());
  expect(await listed({ MaxKeys: 1 })).toEqual([...keys].sort(compareAsUtf8));
  expect(await listed({ MaxKeys: 3 })).toEqual(server.objects.keys());
  expect(await listed({ Prefix: 'b/' })).toEqual(['b/1', 'b/2']);
  expect(await listed({ Prefix: 'b/', StartAfter: 'b/1' })).toEqual(['b/2']);
  expect(await listed({ Prefix: 'nothing' })).toEqual([]);
  const bytes = keys.map((key) => Buffer.from(key)).sort(Buffer.compare);
  expect(server.objects.keys()).toEqual(bytes.map(String));
});

it('never lists more than 1,000 keys at once', async () => {
  server.fill(Array.from({ length: 1_001 }, (_, index) => `${index}`));
  const page = await client.send(new ListObjectsV2Command({ Bucket: server.bucket, MaxKeys: 5_000 }));
  expect([page.Contents?.length, page.IsTruncated]).toEqual([1_000, true]);
});

it('answers what is asked of the bucket, and of an object that is known already', async () => {
  const input = { Bucket: server.bucket };
  expect(await client.send(new HeadBucketCommand(input))).toMatchObject({ BucketRegion: server.region });
  expect((await client.send(new GetBucketLocationCommand(input))).LocationConstraint).toBe(server.region);
  expect((await client.send(new GetBucketVersioningCommand(input))).Status).toBeUndefined();
  server.versioning = 'Enabled';
  expect((await client.send(new GetBucketVersioningCommand(input))).Status).toBe('Enabled');
  const { etag } = server.objects.put('x', text('x'));
  expect(await statusOf(client.send(new GetObjectCommand({ ...input, Key: 'x', IfNoneMatch: etag })))).toBe(
    304,
  );
});

it('lets go wrong what the script says, by number and by what is asked', async () => {
  server.objects.put('x', text('x'));
  server.faults.at(2, 'status-500');
  server.faults.from(4, 'access-denied');
  server.faults.when(({ key }) => key === 'other', 'slow-down', 1);
  const get = (key = 'x') => statusOf(client.send(new GetObjectCommand({ Bucket: server.bucket, Key: key })));
  expect([await get(), await get(), await get(), await get(), await get()]).toEqual([
    200, 500, 200, 403, 403,
  ]);
  expect([await get('other'), await get('other')]).toEqual([503, 403]);
  expect(server.requests.map(({ number, fault }) => [number, fault]).slice(0, 4)).toEqual([
    [1, undefined],
    [2, 'status-500'],
    [3, undefined],
    [4, 'access-denied'],
  ]);
  server.faults.clear();
  server.clearRequests();
  server.faults.at(1, 'status-500');
  expect([await get(), await get()]).toEqual([500, 200]);
});

async function listed(input: { Prefix?: string; MaxKeys?: number; StartAfter?: string }): Promise<string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: server.bucket,
        ...input,
        ...(token !== undefined && { ContinuationToken: token }),
      }),
    );
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}
