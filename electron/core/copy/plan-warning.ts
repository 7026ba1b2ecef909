import type { CopyEnd } from '#shared/model/library-copy.ts';
import { suiteKey } from '#shared/model/suite.ts';
import { ownFolder } from '../library/library-keys.ts';
import type { ListedObject } from '../storage/backend.ts';

/** What a warning is judged by. */
export interface PlanFacts {
  from: { name: string; objects: readonly ListedObject[] };
  to: { name: string; objects: readonly ListedObject[] };
  /** Objects of the target that the source has too. */
  shared: readonly ListedObject[];
}

/** Why a plan should be looked at twice, in a sentence or two; null when there is no reason. */
export function warningFor(facts: PlanFacts): string | null {
  return emptySource(facts) ?? partialSource(facts) ?? otherLibrary(facts);
}

/** Warns of edits that wait on this device: they are in no bucket yet, so they are not compared or copied. */
export function unsentWarning(ends: readonly CopyEnd[], count: number): string | null {
  if (count === 0 || !ends.some(({ kind }) => kind === 'bucket')) return null;
  const what =
    count === 1 ? '1 change of this device is' : `${count.toLocaleString('en')} changes of this device are`;
  return `${what} not in the bucket yet, and are not part of this copy. Let them be sent first.`;
}

function emptySource({ from, to }: PlanFacts): string | null {
  if (from.objects.length > 0) return null;
  const check = `Check that it is the right place and that all of it can be reached.`;
  return to.objects.length === 0
    ? `“${from.name}” holds no library, so there is nothing to copy. ${check}`
    : `“${from.name}” holds no library, so there is nothing to copy, and “${to.name}” stays as it is. ${check}`;
}

function partialSource({ from, to }: PlanFacts): string | null {
  const hasSuite = from.objects.some(({ key }) => key === suiteKey);
  if (hasSuite) return null;
  return from.objects.length < to.objects.length
    ? `“${from.name}” has no list of tests and fewer files than “${to.name}”: perhaps only a part of it can be reached. Nothing is deleted at “${to.name}”, but check the source first.`
    : `“${from.name}” has no list of tests (${suiteKey}), so what is copied is not a whole library yet.`;
}

/** By names: two states of one library share most of them, whichever is the older one. */
function otherLibrary({ from, to, shared }: PlanFacts): string | null {
  const own = to.objects.filter(isContent).length;
  const common = shared.filter(isContent).length;
  if (own === 0 || common * 2 >= own) return null;
  return `“${to.name}” seems to hold another library: ${(own - common).toLocaleString('en')} of its ${own.toLocaleString('en')} files are not in “${from.name}”. Copying would mix the two.`;
}

function isContent({ key }: ListedObject): boolean {
  return key !== suiteKey && !key.startsWith(ownFolder);
}
