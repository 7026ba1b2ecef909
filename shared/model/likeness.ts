/** Words that say nothing about a test, whatever the suite. */
const commonWords = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'test',
  'the',
  'to',
  'with',
]);

/** Share of the titles from which on a word is common in this suite. */
const commonShare = 0.12;

/** Weighted overlap from which on two titles are alike. */
const alike = 0.4;

/**
 * The candidate that is most like a title, by the rare words that both have, weighted by rarity over
 * all titles of the suite; common words do not count. Undefined when nothing is alike.
 */
export function mostAlike(
  title: string,
  candidates: readonly string[],
  allTitles: readonly string[] = candidates,
): string | undefined {
  const plain = words(title).join(' ');
  const same = candidates.find((candidate) => words(candidate).join(' ') === plain);
  if (same !== undefined && plain !== '') return same;
  const weigh = rarity(allTitles);
  const [best] = candidates
    .map((candidate) => ({ candidate, likeness: overlap(title, candidate, weigh) }))
    .sort((left, right) => right.likeness - left.likeness);
  return best && best.likeness >= alike ? best.candidate : undefined;
}

/** Weight of shared words over the weight of all words, 0 to 1. */
function overlap(left: string, right: string, weigh: (word: string) => number): number {
  const leftWords = new Set(words(left));
  const rightWords = new Set(words(right));
  const sum = (group: string[]) => group.reduce((total, word) => total + weigh(word), 0);
  const shared = sum([...leftWords].filter((word) => rightWords.has(word)));
  const all = sum([...new Set([...leftWords, ...rightWords])]);
  return all === 0 ? 0 : shared / all;
}

function rarity(titles: readonly string[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const title of titles) {
    for (const word of new Set(words(title))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const limit = Math.max(2, titles.length * commonShare);
  return (word) => {
    const count = counts.get(word) ?? 0;
    return commonWords.has(word) || count > limit ? 0 : 1 / Math.max(1, count);
  };
}

/** A title's words: lower case, without accents and plural endings. */
function words(title: string): string[] {
  const folded = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['\u2019]s?\b/g, '');
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word,
  );
}
