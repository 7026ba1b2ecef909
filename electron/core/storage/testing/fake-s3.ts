import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, errorAnswer } from './fake-s3/answers.ts';
import { createFaults, type FakeFault, type FakeFaults } from './fake-s3/faults.ts';
import { createObjects, type FakeObjects } from './fake-s3/objects.ts';
import { type ArrivedRequest, type Conditions, operate, refusal } from './fake-s3/operations.ts';
import { losesRequest, replacementFor, send } from './fake-s3/sending.ts';
import { checkSignature } from './fake-s3/signature.ts';

export { type FakeFault, networkFaults } from './fake-s3/faults.ts';
export type { Conditions } from './fake-s3/operations.ts';

export interface FakeS3Options {
  bucket?: string;
  region?: string;
  accessKeyId?: string;
  secretAccessKey?: string;
  conditions?: Conditions;
  /** Milliseconds before each request is looked at. */
  latency?: number;
}

/** A request that has arrived. */
export interface LoggedRequest {
  /** Counted from 1 since the start or the last `clearRequests()`. */
  number: number;
  method: string;
  /** `LIST` for listings, else the method. */
  kind: string;
  /** The object's key, prefix included; for listings the prefix asked for. */
  key: string;
  /** Milliseconds since 1970 by the machine's clock. */
  time: number;
  /** Bytes of the bodies. */
  sent: number;
  received: number;
  /** 0 until it is answered, and for ever where it never is. */
  status: number;
  fault: FakeFault | undefined;
}

/** What is asked with this method on keys that start so is denied, as by a policy. */
export interface DenyRule {
  /** `LIST` for listings, `*` for all. */
  kind: string;
  prefix?: string;
}

/** An S3 server in this process, on 127.0.0.1, with one bucket in memory. Addresses are in path style. */
export interface FakeS3 {
  readonly url: string;
  readonly port: number;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly objects: FakeObjects;
  /** All requests since the start or the last `clearRequests()`, in the order of their arrival. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: FakeFaults;
  /** May be changed at any time. */
  conditions: Conditions;
  /** Milliseconds before each request is looked at. */
  latency: number;
  /** How far the server's clock is ahead, in milliseconds. */
  clockOffset: number;
  versioning: 'Enabled' | 'Suspended' | '';
  readonly denied: DenyRule[];
  /** Forgets the requests so far and counts from 1 again. */
  clearRequests(): void;
  /** Puts an object at each key, by default with the key as its content. */
  fill(keys: Iterable<string>, bytesOf?: (key: string) => Uint8Array): void;
  /** Ends all connections. */
  stop(): Promise<void>;
}

/**
 * Starts the project's reference of an S3 server: exact conditions, signatures, paging, and faults by the
 * number of a request. What it does is checked by the conformance suite, against which a real server is run too.
 */
export async function startFakeS3(options: FakeS3Options = {}): Promise<FakeS3> {
  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  const server = createServer((request, response) => {
    // A connection that drops while it is read or written is what many tests ask for.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    void answerRequest(request, response);
  });
  // Otherwise an idle connection may close just when a test uses it again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const fake: FakeS3 = {
    url: `http://127.0.0.1:${port}`,
    port,
    bucket: options.bucket ?? 'team-bucket',
    region: options.region ?? 'eu-central-1',
    accessKeyId: options.accessKeyId ?? 'FAKEACCESSKEYID',
    secretAccessKey: options.secretAccessKey ?? 'fake-secret-access-key',
    objects: createObjects(now),
    requests,
    faults,
    conditions: options.conditions ?? 'full',
    latency: options.latency ?? 0,
    clockOffset: 0,
    versioning: '',
    denied: [],
    clearRequests() {
      requests.length = 0;
    },
    fill(keys, bytesOf = (key) => Buffer.from(key)) {
      for (const key of keys) fake.objects.put(key, bytesOf(key));
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return fake;

  function now(): number {
    return Date.now() + (fake?.clockOffset ?? 0);
  }

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = addressOf(request);
    const logged = logRequest(request, address);
    const fault = faults.next(logged);
    logged.fault = fault;
    if (fault === 'refused') return void request.socket.destroy();
    const body = await readBody(request);
    if (body === undefined) return;
    logged.received = body.length;
    if (fake.latency > 0) await delay(fake.latency);
    const arrived = { ...address, method: logged.method, headers: request.headers, body };
    const answer = losesRequest(fault) ? undefined : await decide(request, arrived, logged, fault);
    if (answer && fault !== 'reset-after' && fault !== 'timeout-after') logged.status = answer.status;
    logged.sent = send(request, response, answer ?? { status: 0 }, fault);
  }

  function logRequest(request: IncomingMessage, { key, query }: ReturnType<typeof addressOf>): LoggedRequest {
    const isListing = query.has('list-type');
    const logged = {
      number: requests.length + 1,
      method: request.method ?? '',
      kind: isListing ? 'LIST' : (request.method ?? ''),
      key: isListing ? (query.get('prefix') ?? '') : key,
      time: Date.now(),
      sent: 0,
      received: 0,
      status: 0,
      fault: undefined,
    };
    requests.push(logged);
    return logged;
  }

  async function decide(
    request: IncomingMessage,
    arrived: ArrivedRequest & { bucket: string },
    logged: LoggedRequest,
    fault: FakeFault | undefined,
  ): Promise<Answer> {
    const replacement = replacementFor(fault);
    if (replacement) return replacement;
    const refused = checkSignature(request, arrived.body, { ...fake, now });
    if (refused) return refused;
    if (arrived.bucket !== fake.bucket) return errorAnswer('NoSuchBucket');
    if (isDenied(logged)) return errorAnswer('AccessDenied');
    if (fake.conditions === 'racy' && arrived.method === 'PUT') {
      const early = refusal(arrived, fake.objects.get(arrived.key), 'racy');
      await delay(20);
      if (early) return early;
    }
    return operate(arrived, fake);
  }

  function isDenied({ kind, key }: LoggedRequest): boolean {
    return fake.denied.some((rule) => [kind, '*'].includes(rule.kind) && key.startsWith(rule.prefix ?? ''));
  }
}

function addressOf(request: IncomingMessage): { bucket: string; key: string; query: URLSearchParams } {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const [bucket = '', ...key] = path.slice(1).split('/');
  return { bucket, key: decodeURIComponent(key.join('/')), query: new URLSearchParams(query) };
}

/** The whole body; undefined when the connection drops before. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch {
    // Nobody is left to answer.
    return undefined;
  }
}
