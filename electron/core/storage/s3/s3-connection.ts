import { setTimeout as delay } from 'node:timers/promises';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { S3Limits, S3Options } from './s3-options.ts';
import { watchTraffic } from './s3-traffic.ts';

/** A client of the SDK with what every request needs to know. */
export interface S3Connection {
  client: S3Client;
  bucket: string;
  region: string;
  /** What stands before every key of the library: empty, or with `/` at its end. */
  root: string;
  conditions: S3Options['conditions'];
  limits: S3Limits;
  /** Tells of a key that cannot be used, the first time it is met. */
  noteOddKey: (key: string) => void;
}

const usualLimits: S3Limits = {
  requestTimeout: 30_000,
  connectionTimeout: 5_000,
  attempts: 4,
  pause: async (milliseconds, signal) => {
    await delay(milliseconds, undefined, signal ? { signal } : {});
  },
};

export function connectS3(options: S3Options): S3Connection {
  const limits = { ...usualLimits, ...options.limits };
  const client = new S3Client(clientConfig(options, limits));
  // Nobody reads the SDK's log, and it prepares a line of each request.
  client.middlewareStack.remove('loggerMiddleware');
  watchTraffic(client, limits.requestTimeout, options.onRequest);
  return {
    client,
    bucket: options.bucket,
    region: options.region,
    root: options.prefix === '' ? '' : `${options.prefix}/`,
    conditions: options.conditions,
    limits,
    noteOddKey: once(options.onOddKey),
  };
}

function once(tell: ((key: string) => void) | undefined): (key: string) => void {
  const told = new Set<string>();
  return (key) => {
    if (told.has(key)) return;
    told.add(key);
    tell?.(key);
  };
}

function clientConfig(options: S3Options, limits: S3Limits): S3ClientConfig {
  const { bucket, region, endpoint, credentials, pathStyle = 'auto' } = options;
  const isOwnEndpoint = endpoint !== undefined && endpoint !== '';
  // The certificate of AWS does not cover a bucket with dots as a host name.
  const isPathStyle = pathStyle === 'auto' ? isOwnEndpoint || bucket.includes('.') : pathStyle === 'always';
  return {
    region,
    credentials,
    forcePathStyle: isPathStyle,
    // Requests are repeated here, where the outcome of each is known (`s3-attempts.ts`).
    maxAttempts: 1,
    // A clock that is off is told to the user, and not worked around.
    disableClockSkewCorrection: true,
    expectContinueHeader: false,
    requestHandler: {
      requestTimeout: limits.requestTimeout,
      throwOnRequestTimeout: true,
      connectionTimeout: limits.connectionTimeout,
      httpAgent: { keepAlive: true, maxSockets: 80 },
      httpsAgent: { keepAlive: true, maxSockets: 80 },
    },
    // Servers other than AWS stumble over the newer checksums; the library keeps a hash of its own.
    ...(isOwnEndpoint && {
      endpoint,
      requestChecksumCalculation: 'WHEN_REQUIRED' as const,
      responseChecksumValidation: 'WHEN_REQUIRED' as const,
    }),
  };
}
