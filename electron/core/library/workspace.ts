import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, writeProtectionOf } from '#shared/model/connection.ts';
import { describeChange } from '#shared/model/describe-change.ts';
import type { HistoryEntry, LibraryPlace } from '#shared/model/library.ts';
import type { AppError } from '#shared/result.ts';
import type { Connections } from '../connection/connections.ts';
import type { EventListener } from '../core.ts';
import { Failure } from '../failure.ts';
import { checkFolder, requireFolder } from '../folders.ts';
import { createPictureService, type PictureService } from '../images/picture-service.ts';
import type { Jobs } from '../jobs.ts';
import type { Platform } from '../platform.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { openTeamLibrary, placeName, type TeamLibrary } from '../team/team-library.ts';
import { openTeamStorage } from '../team/team-storage.ts';
import { writeProtection } from '../writable.ts';
import { type LibrarySession, openSession } from './library-session.ts';

/** Which library is open: at most one; opening another closes it. */
export interface Workspace {
  current(): LibrarySession | undefined;
  /** The open library; throws `invalid` when none is. */
  require(): LibrarySession;
  /** The open library as one of a team; undefined when it lies in a folder, or none is open. */
  team(): TeamLibrary | undefined;
  /** The open library's pictures; throws `invalid` when none is open. */
  pictures(): PictureService;
  open(folder: string): Promise<LibrarySession>;
  /** Opens the library in the saved connection's bucket. */
  openBucket(): Promise<LibrarySession>;
  /** Closes the library and forgets it as the one to reopen. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkspaceOptions {
  settings: SettingsStore;
  platform: Platform;
  connections: Connections;
  emit: EventListener;
  jobs: Jobs;
}

interface OpenLibrary {
  session: LibrarySession;
  pictures: PictureService;
  team?: TeamLibrary;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { settings, platform, connections, emit, jobs } = options;
  let open: OpenLibrary | undefined;
  let busy: Promise<unknown> = Promise.resolve();

  async function openNow(folder: string): Promise<LibrarySession> {
    const path = checkFolder(folder);
    await requireFolder(path);
    const root = await realpath(path);
    if (open?.session.folder === root) {
      await open.session.refresh();
      return open.session;
    }
    const next = await openRoot(root);
    await closeNow();
    return show({ session: next, pictures: openPictures(next) }, () =>
      settings.noteOpened(root, next.snapshot().name),
    );
  }

  async function openBucketNow(): Promise<LibrarySession> {
    const { connection, backend } = await connections.open();
    const place = placeOf(connection);
    // The connection may be another one now, and two of one bucket would send the same edits twice.
    if (open?.session.folder === placeName(place)) await closeNow();
    const team = await openTeam(connection, place, backend);
    await closeNow();
    const { session } = team;
    return show({ session, team, pictures: openPictures(session) }, () => settings.noteBucketOpened());
  }

  function show(next: OpenLibrary, note: () => void): LibrarySession {
    open = next;
    note();
    emit('library.replaced', { library: next.session.id });
    return next.session;
  }

  async function openRoot(root: string): Promise<LibrarySession> {
    const backend = await openLocalFolder(root);
    return closingOnFailure(backend, () =>
      openSession({
        folder: root,
        backend,
        outboxFolder: join(platform.userData, 'outbox'),
        ...tellers(),
        writeProtection: () => writeProtection(root),
        onRefused: (entry, error) => tellRefused(entry, error),
      }),
    );
  }

  function openTeam(
    connection: Connection,
    place: Extract<LibraryPlace, { kind: 'bucket' }>,
    backend: StorageBackend,
  ): Promise<TeamLibrary> {
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
        ...tellers(),
        writeProtection: writeProtectionOf(connection),
        onStatus: (status) => emit('team.changed', status),
      }),
    );
  }

  /** What every library tells, and whose edits its are. */
  function tellers() {
    return {
      device: settings.device(),
      author: () => settings.read().name,
      onPatch: (patch) => emit('library.changed', patch),
      onEntry: (entry) => emit('history.added', entry),
    } satisfies Partial<Parameters<typeof openSession>[0]>;
  }

  /** Listed among the long work, where what could not be done is seen and stays to be read. */
  function tellRefused(entry: HistoryEntry, error: AppError): void {
    jobs.start('An edit that was waiting', async (progress) => {
      progress.problem(describeChange(entry.change).title, error);
      throw new Failure('conflict', `It no longer fits the library and was not saved. ${error.message}`);
    });
  }

  function openPictures(session: LibrarySession): PictureService {
    return createPictureService({
      cacheFolder: join(platform.cache, 'pictures'),
      library: session.id,
      startWorker: () => platform.startImageWorker(),
      lookup: (id) => session.pictures.lookup(id),
      read: (key, signal) => session.backend.read(key, { signal }),
    });
  }

  async function closeNow(): Promise<void> {
    const closing = open;
    open = undefined;
    // Long work is about the library that was open; it ends with it.
    await jobs.close();
    try {
      await closing?.pictures.close();
    } finally {
      await (closing?.team ?? closing?.session)?.close();
    }
  }

  function requireOpen(): OpenLibrary {
    if (!open) throw new Failure('invalid', 'No library is open. Open one first.');
    return open;
  }

  /** Opening and closing wait for each other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = busy.then(work, work);
    busy = turn.catch(() => undefined);
    return turn;
  }

  return {
    current: () => open?.session,
    require: () => requireOpen().session,
    team: () => open?.team,
    pictures: () => requireOpen().pictures,
    open: (folder) => inTurn(() => openNow(folder)),
    openBucket: () => inTurn(openBucketNow),
    leave: () =>
      inTurn(async () => {
        await closeNow();
        settings.noteClosed();
        emit('library.replaced', { library: null });
      }),
    close: () => inTurn(closeNow),
  };
}

async function closingOnFailure<T>(backend: StorageBackend, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await backend.close();
    throw error;
  }
}

function placeOf({ bucket, prefix, endpoint }: Connection): Extract<LibraryPlace, { kind: 'bucket' }> {
  return { kind: 'bucket', bucket, prefix, endpoint };
}
