import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { bucketName, isAws, writeProtectionOf } from '#shared/model/connection.ts';
import type { CopyEnd } from '#shared/model/library-copy.ts';
import { estimateCost } from '#shared/model/usage.ts';
import type { Connections } from '../connection/connections.ts';
import { checkFolder, requireFolder } from '../folders.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { s3Prices } from '../usage/s3-prices.ts';
import { writeProtection } from '../writable.ts';
import type { OpenedEnd } from './library-copies.ts';
import type { CostEstimate } from './plan-copy.ts';

/** Opens a folder, or the saved connection's bucket, as one end of a copy. */
export async function openEnd(end: CopyEnd, connections: Connections): Promise<OpenedEnd> {
  return end.kind === 'folder' ? openFolder(end.folder) : openBucket(connections);
}

/** What requests to the saved connection's bucket cost. */
export function estimateFor(settings: Pick<SettingsStore, 'read'>): CostEstimate {
  return (counts) => {
    const { connection } = settings.read().storage;
    return connection && isAws(connection) ? estimateCost(counts, s3Prices) : null;
  };
}

async function openFolder(folder: string): Promise<OpenedEnd> {
  const path = checkFolder(folder);
  await requireFolder(path);
  const root = await realpath(path);
  return {
    name: basename(root) || root,
    backend: await openLocalFolder(root),
    place: `folder ${root}`,
    writeProtection: await writeProtection(root),
    oddKeys: [],
  };
}

async function openBucket(connections: Connections): Promise<OpenedEnd> {
  const oddKeys: string[] = [];
  const { connection, backend } = await connections.open({ onOddKey: (key) => oddKeys.push(key) });
  const { endpoint, bucket, prefix } = connection;
  return {
    name: bucketName(connection),
    backend,
    place: `bucket ${JSON.stringify([endpoint, bucket, prefix])}`,
    writeProtection: writeProtectionOf(connection),
    oddKeys,
  };
}
