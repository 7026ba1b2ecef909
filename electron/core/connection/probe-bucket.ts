import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { connectS3 } from '../storage/s3/s3-connection.ts';
import { networkInPlace } from '../storage/s3/s3-errors.ts';
import type { S3Options } from '../storage/s3/s3-options.ts';

/**
 * A bucket as a test of the connection asks it: every request is sent once, and what the service answered comes
 * back as it was said (`answerOf`), where the storage backend would try again and translate.
 */
export interface ProbeBucket {
  /** Up to ten keys below the library's place, relative to it. */
  list(below: string): Promise<string[]>;
  read(key: string): Promise<Buffer>;
  /** Reads one byte, of an object whose size is not known. */
  peek(key: string): Promise<void>;
  /** @returns the ETag. */
  write(key: string, bytes: Uint8Array, condition?: WriteCondition): Promise<string>;
  remove(key: string): Promise<void>;
  /** `Enabled`, `Suspended`, or nothing. */
  versioning(): Promise<string | undefined>;
  close(): void;
}

export type WriteCondition = { IfMatch: string } | { IfNoneMatch: '*' };

/** What a service said when it refused. */
export interface ServiceAnswer {
  /** S3's own word, such as `AccessDenied`, or the error's name where no service has answered. */
  code: string;
  /** Undefined when no service has answered. */
  status: number | undefined;
  /** The region that the service names as the right one. */
  region: string | undefined;
  message: string;
}

export function openProbeBucket(options: S3Options): ProbeBucket {
  const { client, bucket: Bucket, root } = connectS3(options);

  async function read(key: string, range?: string): Promise<Buffer> {
    const ranged = range === undefined ? {} : { Range: range };
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: root + key, ...ranged }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  return {
    async list(below) {
      const command = new ListObjectsV2Command({ Bucket, Prefix: root + below, MaxKeys: 10 });
      const { Contents = [], KeyCount, Name } = await client.send(command);
      // A network's page that was not recognised reads as a listing of nothing at all.
      if (KeyCount === undefined && Name === undefined) throw networkInPlace('a listing without a name');
      return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key.slice(root.length)]));
    },
    read: (key) => read(key),
    async peek(key) {
      await read(key, 'bytes=0-0');
    },
    async write(key, bytes, condition) {
      const body = { Bucket, Key: root + key, Body: bytes, ...condition };
      const { ETag } = await client.send(new PutObjectCommand(body));
      if (!ETag) throw networkInPlace('a write without an ETag');
      return ETag;
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: root + key }));
    },
    async versioning() {
      return (await client.send(new GetBucketVersioningCommand({ Bucket }))).Status;
    },
    close: () => client.destroy(),
  };
}

/** Reads what the service said from an error of the S3 client. */
export function answerOf(error: unknown): ServiceAnswer {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as {
    name?: string;
    message?: string;
    Code?: string;
    Region?: string;
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Record<string, string> };
  };
  const status = fields.$metadata?.httpStatusCode;
  return {
    code: (status === undefined ? fields.name : (fields.Code ?? fields.name)) ?? 'Unknown',
    status,
    region: fields.Region ?? fields.$response?.headers?.['x-amz-bucket-region'],
    message: fields.message ?? String(error),
  };
}
