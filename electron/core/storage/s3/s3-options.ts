import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { RequestKind } from '#shared/model/usage.ts';

/** Where a library lies in a bucket, and how it is reached. Nothing of it is kept or logged. */
export interface S3Options {
  bucket: string;
  /** Without slashes at its ends; empty: the library lies at the top of the bucket. */
  prefix: string;
  region: string;
  /** An `http(s)` address; empty or left out: AWS. */
  endpoint?: string | undefined;
  /** Whether the bucket's name stands in the path of an address; `auto`: with an endpoint of one's own. */
  pathStyle?: 'auto' | 'always' | 'never';
  /** An identity or a provider of one, as the SDK takes them. */
  credentials: NonNullable<S3ClientConfig['credentials']>;
  /**
   * `protected`: the server keeps conditions on writes. `none`: it does not, and the user says that nobody else
   * edits; then versions are compared before writing, which is NOT safe with two writers at once.
   */
  conditions: 'protected' | 'none';
  /** Told of every HTTP request that has left this device, those that are sent again and those that fail included. */
  onRequest?: ((usage: RequestUsage) => void) | undefined;
  /** Told once of each key in the bucket that the app cannot use; such keys are left out of listings. */
  onOddKey?: ((key: string) => void) | undefined;
  limits?: Partial<S3Limits>;
}

/** What one HTTP request cost. */
export interface RequestUsage {
  kind: RequestKind;
  /** Bytes of the bodies. */
  sent: number;
  received: number;
}

export interface S3Limits {
  /** Milliseconds until the first byte of an answer, and between two pieces of it. Sending adds time by size. */
  requestTimeout: number;
  /** Milliseconds until there is a connection. */
  connectionTimeout: number;
  /** How often a request is sent before a dropped connection or a server's error counts. */
  attempts: number;
  /** Waits between two attempts; rejects when cancelled. */
  pause: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}
