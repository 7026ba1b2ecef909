import type { CopyDifference, CopyEnd, CopyPlan } from '#shared/model/library-copy.ts';
import type { RequestCounts } from '#shared/model/usage.ts';
import { toAppError } from '../failure.ts';
import type { ListedObject } from '../storage/backend.ts';
import { checkKey } from '../storage/keys.ts';
import { findSame } from './compare-pairs.ts';
import type { CopySide } from './copy-side.ts';
import { listLibrary } from './library-scope.ts';
import { matchObjects, type Pair } from './match-objects.ts';
import { requestsFor, sizeOf, totalOf } from './plan-cost.ts';
import { warningFor } from './plan-warning.ts';

/** A place, as a plan sees it. */
export interface PlannedSide extends CopySide {
  end: CopyEnd;
  name: string;
  place: string;
  /** Keys that its listings had to leave out so far. */
  oddKeys: readonly string[];
}

/** A plan with what is needed to do it. */
export interface PlannedCopy {
  plan: CopyPlan;
  from: { end: CopyEnd; place: string };
  to: { end: CopyEnd; place: string };
  fresh: readonly ListedObject[];
  different: ReadonlyMap<string, Pair>;
}

/** What requests cost, in US dollars; null where no prices are known. */
export type CostEstimate = (counts: RequestCounts) => number | null;

/** Lists and compares both sides. Changes nothing; rejects when either cannot be listed to its end. */
export async function planCopy(
  from: PlannedSide,
  to: PlannedSide,
  estimate: CostEstimate,
): Promise<PlannedCopy> {
  const [source, target] = await Promise.all([listSide(from), listSide(to)]);
  const { fresh, pairs, odd } = matchObjects(source, target, to.backend.kind);
  const same = await findSame(pairs, from, to);
  const different = pairs.filter((pair) => !same.has(pair));
  const work = { fresh, different, atTarget: target.length };
  const requests = requestsFor(work, from.backend.kind, to.backend.kind);
  const plan: CopyPlan = {
    id: crypto.randomUUID(),
    from: { name: from.name, objects: source.length, bytes: sizeOf(source) },
    to: { name: to.name, objects: target.length },
    fresh: { count: fresh.length, bytes: sizeOf(fresh) },
    same: { count: same.size, bytes: sizeOf([...same].map((pair) => pair.source)) },
    different: different.map(toDifference),
    odd: [...from.oddKeys.map(toOdd), ...odd],
    requests: totalOf(requests),
    cost: estimate(requests),
    warning: warningFor({
      from: { name: from.name, objects: source },
      to: { name: to.name, objects: target },
      shared: pairs.map((pair) => pair.target),
    }),
  };
  return {
    plan,
    from: { end: from.end, place: from.place },
    to: { end: to.end, place: to.place },
    fresh,
    different: new Map(different.map((pair) => [pair.source.key, pair])),
  };
}

function listSide({ backend, signal }: CopySide): Promise<ListedObject[]> {
  return listLibrary(backend, { signal });
}

function toDifference({ source, target }: Pair): CopyDifference {
  return {
    key: source.key,
    source: { size: source.size, modified: source.modified },
    target: { size: target.size, modified: target.modified },
  };
}

/** Why a listing had to leave a key out. */
function toOdd(key: string): CopyPlan['odd'][number] {
  try {
    checkKey(key, 'write');
    return { key, reason: 'Its name has characters that cannot be kept.' };
  } catch (error) {
    return { key, reason: toAppError(error).message };
  }
}
