import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Connection, writeProtectionOf } from '#shared/model/connection.ts';
import type { StorageBackend } from '../storage/backend.ts';
import {
  openTeamLibrary,
  placeName,
  type TeamLibrary,
  type TeamLibraryOptions,
} from '../team/team-library.ts';
import { openTeamStorage } from '../team/team-storage.ts';
import { closingOnFailure } from './closing-on-failure.ts';
import { type LibraryParts, tellersOf } from './library-parts.ts';

/** Opens the library in a connection's bucket; the backend is closed with it, or when opening fails. */
export function openBucketLibrary(
  connection: Connection,
  backend: StorageBackend,
  parts: LibraryParts,
): Promise<TeamLibrary> {
  const { platform, settings, emit } = parts;
  const place = placeOf(connection);
  const id = createHash('sha256').update(placeName(place)).digest('base64url').slice(0, 16);
  const storage = openTeamStorage({
    own: join(platform.userData, 'team', id),
    cache: join(platform.cache, 'buckets', id),
    cacheBytes: settings.read().storage.cacheBytes,
  });
  return closingOnFailure(backend, () =>
    openTeamLibrary({
      bucket: backend,
      place,
      storage,
      ...tellersOf(parts),
      writeProtection: writeProtectionOf(connection),
      onStatus: (status) => emit('team.changed', status),
    }),
  );
}

/** Names the library in a connection's bucket, the same on every opening. */
export function bucketLibraryName(connection: Connection): string {
  return placeName(placeOf(connection));
}

function placeOf({ bucket, prefix, endpoint }: Connection): TeamLibraryOptions['place'] {
  return { kind: 'bucket', bucket, prefix, endpoint };
}
