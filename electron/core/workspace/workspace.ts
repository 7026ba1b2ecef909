import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connections } from '../connection/connections.ts';
import { Failure } from '../failure.ts';
import { checkFolder, requireFolder } from '../folders.ts';
import { createPictureService, type PictureService } from '../images/picture-service.ts';
import type { LibrarySession } from '../library/library-session.ts';
import type { TeamLibrary } from '../team/team-library.ts';
import type { LibraryParts } from './library-parts.ts';
import { bucketLibraryName, openBucketLibrary } from './open-bucket-library.ts';
import { openFolderLibrary } from './open-folder-library.ts';

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

export interface WorkspaceOptions extends LibraryParts {
  connections: Connections;
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
    const next = await openFolderLibrary(root, options);
    await closeNow();
    return show({ session: next, pictures: openPictures(next) }, () =>
      settings.noteOpened(root, next.snapshot().name),
    );
  }

  async function openBucketNow(): Promise<LibrarySession> {
    const { connection, backend } = await connections.open();
    // The connection may be another one now, and two of one bucket would send the same edits twice.
    const isSame = open?.session.folder === bucketLibraryName(connection);
    if (isSame) await closeNow();
    const team = await openBucketLibrary(connection, backend, options).catch((error: unknown) => {
      if (isSame) emit('library.replaced', { library: null });
      throw error;
    });
    await closeNow();
    const { session } = team;
    const pictures = openPictures(session);
    return show({ session, team, pictures }, () => settings.noteBucketOpened());
  }

  function show(next: OpenLibrary, note: () => void): LibrarySession {
    open = next;
    note();
    emit('library.replaced', { library: next.session.id });
    return next.session;
  }

  function openPictures(session: LibrarySession): PictureService {
    const pictures = createPictureService({
      cacheFolder: join(platform.cache, 'pictures'),
      library: session.id,
      startWorker: () => platform.startImageWorker(),
      lookup: (id) => session.pictures.lookup(id),
      read: (key, signal) => session.backend.read(key, { signal }),
    });
    if (Object.keys(session.snapshot().pictures).length > 0) void pictures.warmUp();
    return pictures;
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
