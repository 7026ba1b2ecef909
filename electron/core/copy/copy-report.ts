import type { CopyPlan } from '#shared/model/library-copy.ts';
import { bytesInWords, filesInWords } from './copy-words.ts';
import type { CopyOutcome, CopyWork } from './run-copy.ts';

/** What came of a copy, in sentences, whichever way it ended. */
export function summaryOf(
  plan: CopyPlan,
  work: CopyWork,
  outcome: CopyOutcome,
  isCancelled: boolean,
): string {
  const all = work.fresh.length + work.replaced.length;
  const copied = `${filesInWords(outcome.copied)} copied and checked`;
  if (isCancelled)
    return `Cancelled: ${copied} of ${all.toLocaleString('en')}. They stay; copy again to go on.`;
  if (outcome.stopped) {
    return `${outcome.stopped.message} ${copied} of ${all.toLocaleString('en')} so far. They stay; copy again to go on.`;
  }
  return [
    all === 0 ? 'There was nothing to copy' : `${copied} (${bytesInWords(outcome.bytes)})`,
    plan.same.count > 0 && `${plan.same.count.toLocaleString('en')} were there already`,
    outcome.replaced > 0 &&
      `${outcome.replaced.toLocaleString('en')} took the place of others, which are kept in the library’s bin`,
    leftAsTheyAre(plan, work),
    outcome.problems > 0 && `${outcome.problems.toLocaleString('en')} could not be copied`,
    plan.odd.length > 0 && `${plan.odd.length.toLocaleString('en')} have names that cannot be used there`,
  ]
    .filter((part) => part !== false)
    .join('; ')
    .concat('.');
}

function leftAsTheyAre({ different }: CopyPlan, { replaced }: CopyWork): string | false {
  const left = different.length - replaced.length;
  return left > 0 && `${left.toLocaleString('en')} differ and were left as they are`;
}
