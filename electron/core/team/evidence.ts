import { stepsOf } from '#shared/model/change.ts';
import { type Json, jsonEqual } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { Suite } from '#shared/model/suite.ts';
import { type Way, waysOf } from './ways.ts';

/**
 * What became of an edit whose sending was cut short: what it wanted stands there; it was there and has been
 * edited further; it is not in the bucket; or it cannot be told.
 */
export type Fate = 'stands' | 'arrived' | 'open' | 'unclear';

/**
 * What History proves of edits whose sending was cut short: whether they are in the bucket cannot be asked
 * of the bucket once somebody has edited further. But who edited further has seen them, and says so in
 * History before the document is saved ([Write ahead] in `sender.ts`).
 */
export interface Evidence {
  /**
   * @param ways what a step of the entry does; each from where it was before the first edit that waits on this
   *   device: what these put there themselves is in nobody's History.
   * @param document what stands there now.
   */
  fateOf(entry: HistoryEntry, ways: readonly Way[], document: Json): Fate;
}

interface Told extends Way {
  entry: HistoryEntry;
  isRefused: boolean;
}

/**
 * [Counting] What a thing was, one value after the other, is a walk: each edit of History leaves one value and
 * comes to another. So a value that is left behind was come to as often as it was left, unless the thing was
 * that at first. One that was left more often than History says was put there by the edit in question.
 * @param unsent ids of entries that wait on this device: they prove nothing of each other.
 * @param suite what titles lead to by now.
 */
export function evidenceOf(
  entries: readonly HistoryEntry[],
  unsent: ReadonlySet<string>,
  suite: Suite,
): Evidence {
  const told = new Map<string, Told[]>();
  for (const entry of entries) {
    if (unsent.has(entry.id)) continue;
    for (const [place, step] of stepsOf(entry.change).entries()) {
      if (step.type === 'file.move') continue;
      const isRefused = entry.refused !== undefined && (entry.refusedParts?.includes(place) ?? true);
      for (const way of waysOf(step, suite)) {
        const known = told.get(way.subject);
        if (known) known.push({ ...way, entry, isRefused });
        else told.set(way.subject, [{ ...way, entry, isRefused }]);
      }
    }
  }
  return {
    fateOf(entry, ways, document) {
      const fates = ways.map((way) => fateOfWay(entry, way, told.get(way.subject) ?? [], way.now(document)));
      // The parts of a step arrive together.
      if (fates.includes('arrived')) return 'arrived';
      if (fates.length > 0 && fates.every((fate) => fate === 'stands' || fate === 'done')) return 'stands';
      if (!fates.includes('unclear')) return 'open';
      return fates.includes('done') ? 'arrived' : 'unclear';
    },
  };
}

/** `done`: what the way wanted stands there, and nobody else says that he has left its start. */
function fateOfWay(entry: HistoryEntry, way: Way, all: readonly Told[], now: Json): Fate | 'done' {
  // What was refused has neither left nor come to anything, and nothing can be built upon it.
  const told = all.filter(({ isRefused }) => !isRefused);
  const starts = told.filter(({ to }) => jsonEqual(to, way.from)).length;
  const startsLeft = told.filter(({ from }) => jsonEqual(from, way.from)).length;
  const isStartLeftUntold = starts - startsLeft > Number(jsonEqual(now, way.from));
  if (jsonEqual(now, way.to)) return isStartLeftUntold ? 'done' : 'stands';
  // What ends where it began leaves no trace.
  if (jsonEqual(way.from, way.to)) return 'open';
  const isOfRefused = way.from !== null && all.some(({ to }) => jsonEqual(to, way.from));
  if (starts === 0 && isOfRefused) return 'open';
  const leaving = told.filter(({ from }) => jsonEqual(from, way.to));
  const arrivals = told.filter(({ to }) => jsonEqual(to, way.to)).length;
  const surplus = leaving.length - arrivals;
  if (surplus <= 0) return 'open';
  if (surplus > 1 || isStartLeftUntold) return 'arrived';
  // Either the edit's start or its end is what the thing was at first.
  if (leaving.filter((other) => isEarlier(other.entry, entry)).length > arrivals) return 'open';
  return starts === 0 || way.isUnique ? 'arrived' : 'unclear';
}

/** Whether one entry was surely made before another: of one device, by its clock, or taken back by it. */
function isEarlier(one: HistoryEntry, other: HistoryEntry): boolean {
  return other.undoes === one.id || (one.device === other.device && one.at <= other.at);
}
