import type { ListedObject } from '../storage/backend.ts';

/** What two listings say of one key; at least one of the two is there. */
export interface ListedPair {
  key: string;
  old: ListedObject | undefined;
  now: ListedObject | undefined;
}

/** Goes through two listings at once, both sorted by key (code units). */
export function* pairListings(
  before: readonly ListedObject[],
  after: readonly ListedObject[],
): Generator<ListedPair> {
  let left = 0;
  let right = 0;
  while (left < before.length || right < after.length) {
    const old = before[left];
    const now = after[right];
    const key = old && (!now || old.key < now.key) ? old.key : (now?.key ?? '');
    const isOld = old?.key === key;
    const isNow = now?.key === key;
    yield { key, old: isOld ? old : undefined, now: isNow ? now : undefined };
    if (isOld) left += 1;
    if (isNow) right += 1;
  }
}
