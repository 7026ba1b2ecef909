import fc from 'fast-check';
import { expect, it } from 'vitest';
import { test as tests } from '../testing/arbitraries.ts';
import { parameterTable } from './parameter-table.ts';
import { lintTest, parseParameters } from './parameters.ts';

/** What is found in a PHOTO test with these parameters, as `error: message`. */
function lint(params: string, prompt = 'a fox', section = 'PHOTO'): string[] {
  return lintTest({ title: 'Fox', prompt, params, section }).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );
}

it('reads names, aliases and values in order', () => {
  expect(parseParameters('--ar 16:9 --S 250 --raw --sref 1 2 --future x')).toEqual([
    { name: 'ar', written: '--ar', value: '16:9', known: true },
    { name: 'stylize', written: '--S', value: '250', known: true },
    { name: 'raw', written: '--raw', value: '', known: true },
    { name: 'sref', written: '--sref', value: '1 2', known: true },
    { name: 'future', written: '--future', value: 'x', known: false },
  ]);
  expect(parseParameters('no parameters here')).toEqual([]);
});

it('finds nothing in a clean test with a pinned model', () => {
  expect(
    lint('--ar 16:9 --s 250 --c 10 --w 100 --seed 4294967295 --raw --no text, hands --iw 1.5 --v 8.2'),
  ).toEqual([]);
  expect(lint('--ar 2:3 --niji 7')).toEqual([]);
  expect(lint('--raw --v 8.2', '.', 'VOID_PHOTO')).toEqual([]);
});

it('warns that no model is pinned, and of quality on the default model', () => {
  expect(lint('--ar 16:9 --stylize 1000 --seed 20161027 --quality 4')).toEqual([
    expect.stringContaining('warning: No model is pinned'),
    'warning: --quality is not for today’s default model 8.2.',
  ]);
  expect(lint('--q 4 --v 8.1')).toEqual(['warning: --quality is not for model 8.1.']);
  expect(lint('--q 4 --v 7')).toEqual([]);
});

it.each([
  ['--ar 16x9', '--ar needs two whole numbers such as 16:9, not “16x9”.'],
  ['--ar 16:0', '--ar needs two whole numbers'],
  ['--ar', '--ar needs two whole numbers'],
  ['--ar 15:1', '--ar goes to 14:1 at most'],
  ['--s 1001', '--s goes from 0 to 1000, not 1001.'],
  ['--s -5', '--s needs a whole number'],
  ['--chaos 5.5', '--chaos needs a whole number'],
  ['--seed 4294967296', '--seed goes from 0 to 4294967295'],
  ['--seed', '--seed needs a whole number'],
  ['--iw abc', '--iw needs a number'],
  ['--v 9', '--v names no known model: “9”.'],
  ['--sref', '--sref has no value.'],
  ['--ar 16:9.', '--ar ends with “.”.'],
  ['--ar 16:9,', '--ar ends with “,”.'],
  ['--ar 16:9 a fox', '“a fox” stands after --ar: no text after parameters.'],
  ['--raw a fox', '“a fox” stands after --raw: no text after parameters.'],
  ['a fox --raw', '“a fox” stands before the first parameter.'],
  ['--ar 16:9--raw', 'A space is missing before --raw.'],
  ['-- ar 16:9', 'Two hyphens and the name belong together'],
  ['---ar 16:9', 'Two hyphens and the name belong together'],
  ['\u2014ar 16:9', 'A long dash stands where --ar needs two hyphens.'],
  ['--niji 7 --v 7', '--niji and --v exclude each other.'],
])('calls %j an error', (params, message) => {
  const errors = lint(params).filter((finding) => finding.startsWith('error'));
  expect(errors.join('\n')).toContain(message);
});

it.each([
  ['--v 8.2 --ar 1:1 --ar 2:3', '--ar stands there more than once.'],
  ['--v 8.2 --s 1 --stylize 2', '--stylize stands there more than once.'],
  ['--v 8.2 --sw 100', '--sw has no effect without --sref.'],
  ['--v 8.2 --oref x', '--oref is not for model 8.2.'],
  ['--v 6.1 --hd', '--hd is not for model 6.1.'],
  ['--v 8.2 --glow 3', '--glow is not a parameter that this app knows.'],
  ['--v 8.2 --p abc1234', 'The test names a profile'],
  ['--v 8.2 --ar {1:1, 2:3}', 'The braces make 2 prompts'],
])('warns of %j', (params, message) => {
  expect(lint(params)).toEqual([expect.stringContaining(`warning: ${message}`)]);
});

it('warns of permutations, stray braces, weights and line breaks in the prompt', () => {
  expect(lint('--v 8.2', '{red, green} bird in the {jungle, desert}').join()).toContain(
    'The braces make 4 prompts',
  );
  expect(lint('--v 8.2', 'a {stray brace').join()).toContain('A brace has no partner.');
  expect(lint('--v 8.2', 'fox::2 forest::1').join()).toContain('Weights with :: are not for model 8.2.');
  expect(lint('--v 6.1', 'fox::2 forest::1')).toEqual([]);
  expect(lint('--v 8.2', 'a\nfox').join()).toContain('Line breaks');
});

it('warns of a seed in a VOID test only, and of an empty prompt in others only', () => {
  expect(lint('--seed 1 --v 8.2', '.', 'VOID_ART')).toEqual([
    expect.stringContaining('warning: With a seed'),
  ]);
  expect(lint('--v 8.2', '', 'VOID_ART')).toEqual([]);
  expect(lint('--v 8.2', ' ')).toEqual(['error: The prompt is empty.']);
});

it('leaves hyphens in ordinary words alone', () => {
  expect(lint('--v 8.2', 'snow-covered, well--lit street – wide')).toEqual([]);
});

it('answers for whatever stands in a test', () => {
  fc.assert(fc.property(tests, (test) => Array.isArray(lintTest(test))));
});

it('has a table whose names are unique and whose references exist', () => {
  const names = parameterTable.parameters.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  for (const rule of parameterTable.parameters) {
    for (const other of [...rule.needs, ...rule.excludes]) expect(names).toContain(other);
  }
  expect(parameterTable.models).toContain(parameterTable.defaultModel);
});
