import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describeChange } from '#shared/model/describe-change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { AppError } from '#shared/result.ts';
import type { EventListener } from '../core.ts';
import { Failure } from '../failure.ts';
import { checkFolder, requireFolder } from '../folders.ts';
import { createPictureService, type PictureService } from '../images/picture-service.ts';
import type { Jobs } from '../jobs.ts';
import type { Platform } from '../platform.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { writeProtection } from '../writable.ts';
import { type LibrarySession, openSession } from './library-session.ts';

/** Which library is open: at most one; opening another closes it. */
export interface Workspace {
  current(): LibrarySession | undefined;
  /** The open library; throws `invalid` when none is. */
  require(): LibrarySession;
  /** The open library's pictures; throws `invalid` when none is open. */
  pictures(): PictureService;
  open(folder: string): Promise<LibrarySession>;
  /** Closes the library and forgets it as the one to reopen. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkspaceOptions {
  settings: SettingsStore;
  platform: Platform;
  emit: EventListener;
  jobs: Jobs;
}

interface OpenLibrary {
  session: LibrarySession;
  pictures: PictureService;
}

export function createWorkspace({ settings, platform, emit, jobs }: WorkspaceOptions): Workspace {
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
    open = { session: next, pictures: openPictures(next) };
    settings.noteOpened(root, next.snapshot().name);
    emit('library.replaced', { library: next.id });
    return next;
  }

  async function openRoot(root: string): Promise<LibrarySession> {
    const backend = await openLocalFolder(root);
    try {
      return await openSession({
        folder: root,
        backend,
        outboxFolder: join(platform.userData, 'outbox'),
        device: settings.device(),
        author: () => settings.read().name,
        onPatch: (patch) => emit('library.changed', patch),
        onEntry: (entry) => emit('history.added', entry),
        writeProtection: () => writeProtection(root),
        onRefused: (entry, error) => tellRefused(entry, error),
      });
    } catch (error) {
      await backend.close();
      throw error;
    }
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
      await closing?.session.close();
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
    pictures: () => requireOpen().pictures,
    open: (folder) => inTurn(() => openNow(folder)),
    leave: () =>
      inTurn(async () => {
        await closeNow();
        settings.noteClosed();
        emit('library.replaced', { library: null });
      }),
    close: () => inTurn(closeNow),
  };
}
