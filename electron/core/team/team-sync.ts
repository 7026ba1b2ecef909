import type { TeamStatus } from '#shared/model/team.ts';
import { isFailure, toAppError } from '../failure.ts';
import type { Clock } from './clock.ts';
import type { Conflicts } from './conflicts.ts';
import { createEditsLook, lookAtAll } from './look.ts';
import type { RemoteCopy } from './remote-copy.ts';
import type { Sender, Sent } from './sender.ts';
import type { Waiting } from './waiting.ts';

/** Keeps a device and its bucket together: sends what waits, looks for what others did, says how it stands. */
export interface TeamSync {
  status(): TeamStatus;
  /** Begins; before that nothing is asked of the bucket. */
  start(): void;
  /** Something waits to be sent. */
  wake(): void;
  /** What the window shows: others' edits are looked for while it has focus. */
  look(view: { isFocused: boolean; profile: string | null }): void;
  /** Sends, and looks at everything, now; resolves when that is done, or has failed. */
  syncNow(): Promise<TeamStatus>;
  /** Resolves when nothing is being sent or looked for. */
  idle(): Promise<void>;
  /** Conflicts were decided, or the user may write now: tells the status anew. */
  tellStatus(): void;
  /** Stops; what is under way ends first. */
  close(): Promise<void>;
}

export interface TeamSyncParts {
  remote: RemoteCopy;
  waiting: Waiting;
  conflicts: Conflicts;
  sender: Sender;
  clock: Clock;
  /** Takes what was sent out of what waits and shows the library as it is then, also what others changed. */
  settle(sent: Sent | undefined): Promise<void>;
  /** Why the library can only be read, in a sentence; null when it can be edited. */
  readOnly(): string | null;
  /** Whether anything may be sent: the server protects simultaneous edits, or there is one editor only. */
  mayWrite(): boolean;
  /** The bucket refuses to be written to, in a sentence, or takes it again: null. */
  noteWriting(problem: string | null): Promise<void>;
  /** Whether the bucket answers to a question that only reads. */
  canRead(): Promise<boolean>;
  onStatus(status: TeamStatus): void;
  /** Whether the bucket has been looked at already. */
  isFresh: boolean;
}

/** Between two looks in milliseconds, while the window has focus: others' edits appear within 30 seconds. */
const focusedEvery = 28_000;
/** Without focus, for a quarter of an hour; then not at all, until there is focus or something to send. */
const unfocusedEvery = 5 * 60_000;
const unfocusedFor = 15 * 60_000;
/** In a large library pictures of the profile in view are listed after so many looks: not twice in ten minutes. */
const picturesEvery = 25;
/** And at every look for so long after something of others was found, in milliseconds. */
const busyFor = 5 * 60_000;

const retryFirst = 1_000;
const retryLast = 30_000;
/** What the network has nothing to do with, such as a wrong clock, is tried again seldom. */
const retryProblem = 5 * 60_000;

export function createTeamSync(parts: TeamSyncParts): TeamSync {
  const { remote, waiting, conflicts, sender, clock } = parts;
  const { lookForEdits } = createEditsLook(remote);
  let view = { isFocused: true, profile: null as string | null };
  let focusLostAt: number | null = null;
  let timer: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let lookWanted = !parts.isFresh;
  let allWanted = !parts.isFresh;
  let picturesWanted = false;
  let looks = 0;
  /** When something of others was found last. */
  let noticedAt: number | null = null;
  let failures = 0;
  let offlineSince: number | null = null;
  let checkedAt: number | null = parts.isFresh ? clock.now() : null;
  let problem: string | null = null;
  let isClosed = false;
  let told = '';

  function status(): TeamStatus {
    const open = conflicts.list().length;
    const count = waiting.items().length;
    const readOnly = parts.readOnly();
    return {
      state: stateOf({ problem, open, readOnly, isOffline: offlineSince !== null, count }),
      waiting: count,
      conflicts: open,
      offlineSince: offlineSince === null ? null : new Date(offlineSince).toISOString(),
      checkedAt: checkedAt === null ? null : new Date(checkedAt).toISOString(),
      problem: problem ?? readOnly,
    };
  }

  function tellStatus(): void {
    const now = status();
    const text = JSON.stringify(now);
    if (text === told || isClosed) return;
    told = text;
    parts.onStatus(now);
  }

  async function round(): Promise<void> {
    try {
      if (lookWanted) {
        await lookNow();
        sender.release();
      }
      await sendAll();
      failures = 0;
      offlineSince = null;
      const reason = sender.held();
      problem = reason === undefined ? null : toAppError(reason).message;
    } catch (error) {
      noteFailure(error);
    }
    tellStatus();
  }

  async function lookNow(): Promise<void> {
    if (allWanted) await lookAtAll(remote);
    else {
      looks += 1;
      const isBusy = noticedAt !== null && Math.abs(clock.now() - noticedAt) < busyFor;
      const isTime = picturesWanted || isBusy || looks % picturesEvery === 0;
      await lookForEdits(isTime ? view.profile : null);
    }
    if (remote.foreign().length > 0) noticedAt = clock.now();
    lookWanted = false;
    allWanted = false;
    picturesWanted = false;
    checkedAt = clock.now();
    offlineSince = null;
    await parts.settle(undefined);
  }

  async function sendAll(): Promise<void> {
    try {
      while (!isClosed && hasToSend()) {
        const sent = await sender.sendNext();
        if (!sent) break;
        await parts.settle(sent);
        await parts.noteWriting(null);
        offlineSince = null;
        tellStatus();
      }
    } catch (error) {
      // What the attempt has learnt of others' edits is shown all the same.
      await parts.settle(undefined);
      // Where reading goes well, it is writing that is not allowed; otherwise the sign-in has ended, perhaps.
      if (isFailure(error, 'denied') && (await parts.canRead())) await parts.noteWriting(error.message);
      throw error;
    }
  }

  function noteFailure(error: unknown): void {
    failures += 1;
    // Somebody else was faster each time; that is no trouble, only one more try.
    if (isFailure(error, 'cancelled', 'conflict')) return;
    if (isFailure(error, 'offline')) {
      offlineSince ??= clock.now();
      problem = null;
    } else problem = toAppError(error).message;
  }

  /** One round at a time; what is asked for meanwhile is done in another one after it. */
  function run(): Promise<void> {
    timer?.();
    timer = undefined;
    running ??= round().finally(() => {
      running = undefined;
      schedule();
    });
    return running;
  }

  function schedule(): void {
    if (isClosed || running) return;
    timer?.();
    const delay = failures > 0 ? retryDelay() : hasToSend() ? 0 : lookDelay();
    timer =
      delay === undefined
        ? undefined
        : clock.after(delay, () => {
            lookWanted ||= !hasToSend() || failures > 0;
            void run();
          });
  }

  function retryDelay(): number {
    const longest = problem === null ? retryLast : retryProblem;
    return Math.min(retryFirst * 2 ** (failures - 1), longest) * (0.75 + Math.random() / 2);
  }

  function hasToSend(): boolean {
    return parts.mayWrite() && sender.hasNext();
  }

  function lookDelay(): number | undefined {
    const isLong = focusLostAt !== null && clock.now() - focusLostAt > unfocusedFor;
    if (!view.isFocused && isLong) return undefined;
    const every = view.isFocused ? focusedEvery : unfocusedEvery;
    const since = checkedAt === null ? every : clock.now() - checkedAt;
    // A clock that was set back must not put off the next look by as much.
    return Math.min(every, Math.max(0, every - since));
  }

  return {
    status,
    tellStatus,
    start: () => void run(),
    wake() {
      tellStatus();
      if (failures === 0) void run();
    },
    look(next) {
      const isBack = next.isFocused && !view.isFocused;
      if (next.profile !== view.profile) picturesWanted = next.profile !== null;
      focusLostAt = next.isFocused ? null : (focusLostAt ?? clock.now());
      view = next;
      if (isBack) failures = 0;
      schedule();
    },
    async syncNow() {
      await running;
      lookWanted = true;
      allWanted = true;
      await run();
      return status();
    },
    async idle() {
      while (running) await running;
    },
    async close() {
      isClosed = true;
      timer?.();
      await running;
    },
  };
}

interface Standing {
  problem: string | null;
  open: number;
  readOnly: string | null;
  isOffline: boolean;
  count: number;
}

function stateOf({ problem, open, readOnly, isOffline, count }: Standing): TeamStatus['state'] {
  if (isOffline) return 'offline';
  if (problem !== null || open > 0) return readOnly !== null && open === 0 ? 'read-only' : 'needs-attention';
  if (readOnly !== null) return 'read-only';
  return count > 0 ? 'waiting' : 'up-to-date';
}
