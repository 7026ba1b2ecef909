import type { CopyDecision, CopyEnd, CopyPlan, CopyRule } from '#shared/model/library-copy.ts';

export type CopyDirection = 'to-bucket' | 'from-bucket';

/** Where a copy starts and where it goes. */
export function copyEnds(direction: CopyDirection, folder: string): { from: CopyEnd; to: CopyEnd } {
  const here: CopyEnd = { kind: 'folder', folder };
  const there: CopyEnd = { kind: 'bucket' };
  return direction === 'to-bucket' ? { from: here, to: there } : { from: there, to: here };
}

/** What becomes of the files that differ: one rule, and those that go the other way. */
export interface CopyChoices {
  rule: CopyRule;
  exceptions: ReadonlySet<string>;
}

export const startChoices: CopyChoices = { rule: 'keep-target', exceptions: new Set() };

/** Whether a file that differs is replaced at the target. */
export function isReplaced({ rule, exceptions }: CopyChoices, key: string): boolean {
  return (rule === 'take-source') !== exceptions.has(key);
}

/** The choices with one file turned around. */
export function turned({ rule, exceptions }: CopyChoices, key: string): CopyChoices {
  const next = new Set(exceptions);
  if (!next.delete(key)) next.add(key);
  return { rule, exceptions: next };
}

/** How many files a plan copies by these choices. */
export function countCopied(plan: CopyPlan, choices: CopyChoices): number {
  return plan.fresh.count + plan.different.filter(({ key }) => isReplaced(choices, key)).length;
}

export function decisionOf(plan: CopyPlan, { rule, exceptions }: CopyChoices): CopyDecision {
  return { plan: plan.id, rule, exceptions: [...exceptions] };
}
