import type { StorageBackend } from '../backend.ts';
import { openS3, type S3Options } from '../s3.ts';
import type { FakeS3 } from './fake-s3.ts';

/** Everything that a backend needs to know of a test's server. */
export type TestServer = Pick<FakeS3, 'url' | 'bucket' | 'region' | 'accessKeyId' | 'secretAccessKey'>;

/** A backend on a test's server, in a folder of the bucket; `changes` says what is to be otherwise. */
export function openTestBackend(server: TestServer, changes: Partial<S3Options> = {}): StorageBackend {
  const { bucket, region, accessKeyId, secretAccessKey } = server;
  return openS3({
    bucket,
    prefix: 'team/library',
    region,
    endpoint: server.url,
    credentials: { accessKeyId, secretAccessKey },
    conditions: 'protected',
    ...changes,
  });
}
