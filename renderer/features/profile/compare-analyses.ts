import { type Analysis, labelOf, notesOf, ratingsOf, traitsOf } from '#shared/model/analysis.ts';
import { isJsonObject, type Json, jsonEqual } from '#shared/model/json.ts';
import { scoreOf } from '#shared/model/rating.ts';

/** What putting `next` in the place of `current` would change, in parts that can be counted and read. */
export interface Comparison {
  added: string[];
  removed: string[];
  changed: { title: string; from: number | undefined; to: number | undefined }[];
  same: number;
  /** Other fields that differ, as sentences. */
  others: string[];
}

export function compareAnalyses(current: Analysis | undefined, next: Analysis): Comparison {
  const before = ratingsOf(current);
  const after = ratingsOf(next);
  const titles = Object.keys(after).filter((title) => Object.hasOwn(before, title));
  const changed = titles.filter((title) => !jsonEqual(before[title], after[title]));
  return {
    added: Object.keys(after).filter((title) => !Object.hasOwn(before, title)),
    removed: Object.keys(before).filter((title) => !Object.hasOwn(after, title)),
    changed: changed.map((title) => ({ title, from: score(before[title]), to: score(after[title]) })),
    same: titles.length - changed.length,
    others: otherDifferences(current, next),
  };
}

/** Whether nothing at all would change. */
export function isSame({ added, removed, changed, others }: Comparison): boolean {
  return added.length + removed.length + changed.length + others.length === 0;
}

function otherDifferences(current: Analysis | undefined, next: Analysis): string[] {
  const differences: string[] = [];
  if (labelOf(current) !== labelOf(next)) {
    differences.push(`Label: “${labelOf(current)}” becomes “${labelOf(next)}”`);
  }
  const [before, after] = [traitsOf(current), traitsOf(next)];
  if (!jsonEqual(before, after)) {
    const kept = after.filter((trait) => before.includes(trait)).length;
    const isOrder = kept === after.length && before.length === after.length;
    differences.push(
      isOrder
        ? 'DNA: the same traits in another order'
        : `DNA: ${before.length} traits become ${after.length}, ${kept} of them the same`,
    );
  }
  if (notesOf(current) !== notesOf(next)) differences.push('Notes: replaced by those of the backup');
  return differences;
}

function score(rating: Json | undefined): number | undefined {
  return isJsonObject(rating) ? scoreOf(rating) : undefined;
}
