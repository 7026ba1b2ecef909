import type { HistoryEntry, LibraryPatch, LibraryPlace } from '#shared/model/library.ts';
import type { TeamStatus } from '#shared/model/team.ts';
import { readLibraryFile } from '../library/library-file.ts';
import { libraryFileKey } from '../library/library-keys.ts';
import { type LibrarySession, openSession } from '../library/library-session.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Conflicts, openConflicts } from './conflicts.ts';
import { createRenameFollower } from './follow-renames.ts';
import { lookAtAll } from './look.ts';
import type { ObjectCache } from './object-cache.ts';
import { createRemoteCopy, type RemoteCopy } from './remote-copy.ts';
import { createReplica } from './replica.ts';
import { createSender, type Sent } from './sender.ts';
import { createShownHistory } from './shown-history.ts';
import { openTeamHistory } from './team-history.ts';
import { createTeamOutbox } from './team-outbox.ts';
import type { TeamStorage } from './team-storage.ts';
import { createTeamSync, type TeamSync } from './team-sync.ts';
import { openWaiting, type Waiting } from './waiting.ts';

/** A library in a bucket, open on this device. */
export interface TeamLibrary {
  readonly session: LibrarySession;
  readonly sync: TeamSync;
  readonly waiting: Waiting;
  readonly conflicts: Conflicts;
  readonly remote: RemoteCopy;
  readonly cache: ObjectCache;
  /** Stops sending and looking, keeps what waits, and closes the session and the bucket. */
  close(): Promise<void>;
}

export interface TeamLibraryOptions {
  bucket: StorageBackend;
  place: Extract<LibraryPlace, { kind: 'bucket' }>;
  storage: TeamStorage;
  device: string;
  author: () => string;
  /** Why this bucket may not be written to, in a sentence; null when it may. */
  writeProtection: string | null;
  onPatch: (patch: LibraryPatch) => void;
  onEntry: (entry: HistoryEntry) => void;
  onStatus: (status: TeamStatus) => void;
  clock?: Clock;
}

/**
 * Opens a library in a bucket: at once from what this device knows of it, where it knows something; what has
 * changed since is noticed afterwards. The first time everything is listed and every document read.
 * Rejects with `offline` when nothing is known and the bucket cannot be reached.
 */
export async function openTeamLibrary(options: TeamLibraryOptions): Promise<TeamLibrary> {
  const { waiting: journal, files, conflicts: conflictJournal } = options.storage;
  const kept: Kept = { waiting: openWaiting(journal, files), conflicts: openConflicts(conflictJournal) };
  try {
    await kept.waiting.adopt();
    await kept.conflicts.adopt();
    return await openOn(kept, options);
  } catch (error) {
    // Otherwise the next opening would take what was taken over for that of an app that is running.
    await kept.waiting.close();
    await kept.conflicts.close();
    throw error;
  }
}

/** What lasts on this device. */
interface Kept {
  waiting: Waiting;
  conflicts: Conflicts;
}

async function openOn({ waiting, conflicts }: Kept, options: TeamLibraryOptions): Promise<TeamLibrary> {
  const { bucket, place, storage, clock = systemClock } = options;
  const { cache } = storage;
  // Until sending and looking have begun nothing is known of the network.
  let isAway = () => false;
  const remote = createRemoteCopy({
    remote: bucket,
    cache,
    file: storage.listing,
    isAway: () => isAway(),
  });
  const isKnown = await remote.load();
  if (!isKnown) {
    await lookAtAll(remote);
    remote.takeForeign();
    // Trouble with the cache costs time only.
    await remote.save().catch(() => undefined);
  }

  const team = openTeamHistory(bucket, options.device, cache);
  const history = createShownHistory({ team, waiting, file: storage.history });
  const outbox = createTeamOutbox(waiting, () => sync.wake());
  const replica = createReplica(remote, waiting, () => {
    // Mostly a change follows that puts the file into its place: then it goes there straight.
    clock.after(fileDelay, () => sync.wake());
  });
  let writingProblem: string | null = null;
  let layoutProblem: string | null = null;
  const readOnly = () => options.writeProtection ?? layoutProblem ?? writingProblem;
  await replica.replay();
  await readLayout();
  const session = await openSession({
    folder: placeName(place),
    backend: replica.files,
    device: options.device,
    author: options.author,
    now: () => clock.now(),
    onPatch: options.onPatch,
    onEntry: options.onEntry,
    writeProtection: async () => readOnly(),
    replica: {
      place,
      changes: replica.changes,
      history: { ...history, append: async ({ id: entry }) => outbox.noteShown(entry) },
      outbox,
    },
  });

  const followRenames = createRenameFollower(session, clock);

  async function settle(sent: Sent | undefined): Promise<void> {
    const keys = [...remote.takeForeign(), ...(sent?.keys ?? [])];
    if (sent || keys.length > 0) {
      saveSoon();
      if (keys.includes(libraryFileKey)) await readLayout();
      await session.alone(async () => {
        await replica.replay(sent?.ids);
        if (sent) await takeOut(sent.ids);
      }, keys);
      history.forget();
      if (keys.includes(libraryFileKey)) await session.refresh();
    }
    await followRenames(sent?.keys ?? []);
  }

  /** A newer app may have written the library since: what waits here must not go into what it made of it. */
  async function readLayout(): Promise<void> {
    layoutProblem = (await readLibraryFile(replica.files, placeName(place))).readOnly;
  }

  let saving: (() => void) | undefined;
  /** So that what is known outlives a crash. */
  function saveSoon(): void {
    saving ??= clock.after(saveDelay, () => {
      saving = undefined;
      void remote.save().catch(() => undefined);
    });
  }

  async function takeOut(ids: readonly string[]): Promise<void> {
    const entries = waiting
      .items()
      .flatMap((item) => (item.kind === 'change' && ids.includes(item.id) ? [item.entry] : []));
    history.noteSent(entries);
    await waiting.finish(ids);
  }

  const sync = createTeamSync({
    remote,
    waiting,
    conflicts,
    sender: createSender({
      ...{ remote, waiting, conflicts, history: team, pause: pauseFor(clock) },
      isBeingMade: outbox.isBeingMade,
    }),
    clock,
    settle,
    readOnly,
    mayWrite: () => options.writeProtection === null && layoutProblem === null,
    canRead: () =>
      remote.recheckSuite().then(
        () => true,
        () => false,
      ),
    async noteWriting(problem) {
      if (problem === writingProblem) return;
      writingProblem = problem;
      await session.refresh();
    },
    onStatus: options.onStatus,
    isFresh: !isKnown,
  });
  isAway = () => sync.status().offlineSince !== null;
  sync.start();

  return {
    session,
    sync,
    waiting,
    conflicts,
    remote,
    cache,
    async close() {
      saving?.();
      const stopped = sync.close();
      await bucket.close();
      await stopped;
      await session.close();
      await waiting.close();
      await conflicts.close();
      await remote.save().catch(() => undefined);
    },
  };
}

/** How long a file that was written by itself is kept back, in milliseconds. */
const fileDelay = 2_000;

/** How long changes of what is known are gathered before they are written down, in milliseconds. */
const saveDelay = 10_000;

/** Names a bucket library, the same on every opening. */
export function placeName({ endpoint, bucket, prefix }: TeamLibraryOptions['place']): string {
  const path = prefix === '' ? bucket : `${bucket}/${prefix}`;
  return endpoint === '' ? `s3://${path}` : `${endpoint.replace(/\/+$/, '')}/${path}`;
}

/** Growing and random, so that two savers do not meet again. */
function pauseFor(clock: Clock): (attempt: number) => Promise<void> {
  return (attempt) =>
    new Promise((resolve) => {
      clock.after(Math.random() * 25 * 2 ** attempt, resolve);
    });
}
