import { hasSeveralPictures, type SuiteTest, severalPictures, viewTest } from '../model/suite.ts';
import { parseParameters } from './parse-parameters.ts';

/** Pictures that Midjourney makes of one prompt. */
const picturesOfJob = 4;

/** How many prompts Midjourney makes of one with `{a, b}` groups: the product of their alternatives. */
export function permutationCount(prompt: string): number {
  const { root, open } = readGroups(prompt);
  return open ? 1 : root.reduce((product, group) => product * group, 1);
}

/** Whether every brace has its partner. Escaped braces do not count. */
export function hasStrayBrace(prompt: string): boolean {
  return readGroups(prompt).open;
}

/**
 * How many jobs a test costs: its permutations, times `--repeat`, times two where eight pictures are
 * wanted, because one job makes four.
 */
export function jobCount(test: SuiteTest): number {
  const { prompt, params } = viewTest(test);
  const repeat = parseParameters(params).find(({ name }) => name === 'repeat');
  const times = repeat && /^\d+$/.test(repeat.value) ? Math.max(1, Number(repeat.value)) : 1;
  const grids = hasSeveralPictures(test) ? severalPictures / picturesOfJob : 1;
  return permutationCount(`${prompt} ${params}`) * times * grids;
}

/**
 * Alternatives of each outermost group. An inner group multiplies the alternative that it stands in:
 * `{a, b {c, d}}` has three.
 */
function readGroups(prompt: string): { root: number[]; open: boolean } {
  const root: number[] = [];
  const stack: { done: number; current: number }[] = [];
  let stray = false;
  for (let index = 0; index < prompt.length; index += 1) {
    const character = prompt[index];
    const group = stack.at(-1);
    if (character === '\\') index += 1;
    else if (character === '{') stack.push({ done: 0, current: 1 });
    else if (character === ',' && group) {
      group.done += group.current;
      group.current = 1;
    } else if (character === '}') {
      stack.pop();
      const outer = stack.at(-1);
      if (!group) stray = true;
      else if (outer) outer.current *= group.done + group.current;
      else root.push(group.done + group.current);
    }
  }
  return { root, open: stray || stack.length > 0 };
}
