import { findParameter } from './parameter-table.ts';

/** One parameter of a prompt. */
export interface Parameter {
  /** The app's name for it, aliases resolved, lower case: `stylize` for `--s`. */
  name: string;
  /** As it stands in the prompt, with its dashes. */
  written: string;
  /** Everything up to the next parameter. */
  value: string;
  known: boolean;
}

/** The parameters in a text such as `--ar 16:9 --s 250 --raw`, in order. What stands before the first is left out. */
export function parseParameters(params: string): Parameter[] {
  const found = [...params.matchAll(/(?<!\S)--([a-z][\w-]*)/gi)];
  return found.map((match, index) => {
    const written = match[0];
    const name = (match[1] ?? '').toLowerCase();
    const rule = findParameter(name);
    const end = found[index + 1]?.index ?? params.length;
    return {
      name: rule?.name ?? name,
      written,
      value: params.slice(match.index + written.length, end).trim(),
      known: rule !== undefined,
    };
  });
}
