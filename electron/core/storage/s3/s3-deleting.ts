import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { isFailure } from '../../failure.ts';
import type { WriteOptions } from '../backend.ts';
import { storageFailure } from '../system-errors.ts';
import { attempt } from './s3-attempts.ts';
import type { S3Connection } from './s3-connection.ts';
import { isAbsence } from './s3-errors.ts';
import { headObject } from './s3-reading.ts';

/**
 * Removes an object; see `StorageBackend.delete`. Servers differ in what they make of a condition on deleting,
 * so versions are always compared first; the condition only narrows the time between.
 */
export async function deleteObject(
  connection: S3Connection,
  key: string,
  { ifVersion, signal }: WriteOptions,
): Promise<void> {
  if (ifVersion === undefined) return sendDelete(connection, key, undefined, signal);
  const head = await headObject(connection, key, signal);
  if (!head) return;
  if (head.version !== ifVersion) throw storageFailure('conflict', key);
  const isProtected = connection.conditions === 'protected';
  try {
    await sendDelete(connection, key, isProtected ? ifVersion : undefined, signal);
  } catch (error) {
    const isConditionRefused = isProtected && isFailure(error, 'unsupported', 'invalid');
    if (isConditionRefused) return sendDelete(connection, key, undefined, signal);
    // Some servers say so of an object that is gone, which an attempt whose answer got lost may have done.
    const isGone = isFailure(error, 'conflict') && !(await headObject(connection, key, signal));
    if (!isGone) throw error;
  }
}

function sendDelete(
  connection: S3Connection,
  key: string,
  ifVersion: string | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { client, bucket, root } = connection;
  const input = { Bucket: bucket, Key: root + key, ...(ifVersion !== undefined && { IfMatch: ifVersion }) };
  return attempt(connection, { operation: 'delete', name: key, signal }, async () => {
    try {
      await client.send(new DeleteObjectCommand(input), signal ? { abortSignal: signal } : {});
    } catch (error) {
      if (!isAbsence(error)) throw error;
    }
  });
}
