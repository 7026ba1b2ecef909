import type { Protection } from '#shared/model/connection.ts';
import { answerOf, type ProbeBucket, type WriteCondition } from './probe-bucket.ts';

/** How many write at the same moment, and how often; of each kind of condition. */
export const racers = 16;
export const rounds = 6;

/** Rounds at the same time, on different keys: half the waiting where the server is far away. */
const lanes = 2;

/** How often a round without any winner is run again: servers may turn all away that come at the same moment. */
const attempts = 3;

/** What came of one kind of condition. */
type Held = 'held' | 'refused' | 'ignored';

interface Round {
  /** ETags of the writes that the server took. */
  won: { etag: string; text: string }[];
  /** Whether the server said that it does not know this condition. */
  isRefused: boolean;
  /** Of a write that came to nothing for another reason than the condition. */
  error: unknown;
}

export interface RaceOptions {
  bucket: ProbeBucket;
  /** Gives a new key for each round; whoever gives it also takes the object away. */
  newKey: () => string;
  signal: AbortSignal;
}

/**
 * Lets many write one object at the same moment, first where none is and then on top of a known version, and looks
 * how many the server lets through: with protected edits exactly one, whose bytes are then what is read.
 * Rejects with the error of a write when the server could not be asked to the end.
 */
export async function raceEdits({ bucket, newKey, signal }: RaceOptions): Promise<Protection> {
  const outcomes: { created: Held; updated: Held }[] = [];
  async function runLane(): Promise<void> {
    for (let round = 0; round < rounds / lanes; round++) {
      signal.throwIfAborted();
      const { key, ...created } = await raceCreation(bucket, newKey, signal);
      const etag = created.held === 'held' ? created.etag : undefined;
      const updated = etag === undefined ? 'refused' : await raceUpdate(bucket, key, etag, signal);
      outcomes.push({ created: created.held, updated });
      // More rounds tell no more than this one.
      if (created.held !== 'held') return;
    }
  }
  await settleAll(Array.from({ length: lanes }, runLane));
  return judge(outcomes);
}

function judge(outcomes: { created: Held; updated: Held }[]): Protection {
  const worst = (held: Held[]) =>
    (['ignored', 'refused', 'held'] as const).find((each) => held.includes(each));
  const created = worst(outcomes.map((outcome) => outcome.created));
  if (created !== 'held') return created ?? 'untested';
  return worst(outcomes.map((outcome) => outcome.updated)) === 'held' ? 'protected' : 'creation-only';
}

async function raceCreation(
  bucket: ProbeBucket,
  newKey: () => string,
  signal: AbortSignal,
): Promise<{ key: string; held: Held; etag?: string }> {
  for (let attempt = 1; ; attempt++) {
    const key = newKey();
    const round = await race(bucket, key, { IfNoneMatch: '*' });
    if (isUndecided(round) && attempt < attempts && !signal.aborted) continue;
    const held = await heldIn(bucket, key, round);
    const [winner] = round.won;
    return { key, held, ...(winner ? { etag: winner.etag } : {}) };
  }
}

async function raceUpdate(
  bucket: ProbeBucket,
  key: string,
  etag: string,
  signal: AbortSignal,
): Promise<Held> {
  for (let attempt = 1; ; attempt++) {
    const round = await race(bucket, key, { IfMatch: etag });
    if (isUndecided(round) && attempt < attempts && !signal.aborted) continue;
    const held = await heldIn(bucket, key, round);
    return held === 'held' ? staleIsRefused(bucket, key, etag) : held;
  }
}

/** Everybody met everybody, and the server let nobody through. With an error one may have got through unseen. */
function isUndecided({ won, isRefused, error }: Round): boolean {
  return won.length === 0 && !isRefused && error === undefined;
}

/** A write on top of the version that has just been replaced must not go through, also without a race. */
async function staleIsRefused(bucket: ProbeBucket, key: string, etag: string): Promise<Held> {
  const { won, isRefused, error } = await race(bucket, key, { IfMatch: etag }, 1);
  if (won.length > 0) return 'ignored';
  if (error !== undefined) throw error;
  return isRefused ? 'refused' : 'held';
}

async function race(
  bucket: ProbeBucket,
  key: string,
  condition: WriteCondition,
  count = racers,
): Promise<Round> {
  const round: Round = { won: [], isRefused: false, error: undefined };
  const write = async (_: unknown, number: number) => {
    const text = `${crypto.randomUUID()} ${number}`;
    try {
      round.won.push({ etag: await bucket.write(key, Buffer.from(text), condition), text });
    } catch (error) {
      const { status } = answerOf(error);
      // 404: some say so of a version that is no longer there.
      if (status === 412 || status === 409 || status === 404) return;
      if (isNotKnown(error)) round.isRefused = true;
      else round.error = error;
    }
  };
  await Promise.all(Array.from({ length: count }, write));
  return round;
}

/** Whether the server does not know the condition: 501, or a 400 that is not about this one request. */
function isNotKnown(error: unknown): boolean {
  const { status, code } = answerOf(error);
  return status === 501 || (status === 400 && /NotImplemented|InvalidArgument|InvalidRequest/.test(code));
}

async function heldIn(bucket: ProbeBucket, key: string, { won, isRefused, error }: Round): Promise<Held> {
  if (won.length > 1) return 'ignored';
  const [winner] = won;
  if (!winner) {
    // Nobody may write, not even with the right version: these conditions are of no use.
    if (isRefused || error === undefined) return 'refused';
    throw error;
  }
  const stored = (await bucket.read(key)).toString();
  return stored === winner.text ? 'held' : 'ignored';
}

/** Waits for all, so that nothing is written any more when this is over; then rejects with the first error. */
async function settleAll(works: Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(works);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
