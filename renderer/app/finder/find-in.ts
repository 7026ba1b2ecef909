export interface Findable {
  label: string;
  /** Further words by which it is found; they count less. */
  words: string;
}

/**
 * The items that hold every word of the query, best first: whole label, its beginning, a word's
 * beginning, anywhere in it, in the further words; equals in their order.
 */
export function findIn<Item extends Findable>(items: readonly Item[], query: string, limit: number): Item[] {
  const asked = plain(query);
  if (asked === '') return items.slice(0, limit);
  return items
    .map((item, index) => ({ item, index, rank: rankOf(item, asked) }))
    .filter(({ rank }) => rank < noMatch)
    .sort((left, right) => left.rank - right.rank || left.index - right.index)
    .slice(0, limit)
    .map(({ item }) => item);
}

const noMatch = 9;

function rankOf(item: Findable, asked: string): number {
  const label = plain(item.label);
  if (label === asked) return 0;
  if (label.startsWith(asked)) return 1;
  if (` ${label}`.includes(` ${asked}`)) return 2;
  if (label.includes(asked)) return 3;
  const words = asked.split(' ');
  if (words.every((word) => label.includes(word))) return 4;
  const all = `${label} ${plain(item.words)}`;
  return words.every((word) => all.includes(word)) ? 5 : noMatch;
}

/** Lower case without accents, one blank between words. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s/_-]+/g, ' ')
    .trim();
}
