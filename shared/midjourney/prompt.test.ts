import fc from 'fast-check';
import { expect, it } from 'vitest';
import { suite } from '../testing/arbitraries.ts';
import { bulkPrompts, fullPrompt, readProfileCode, splitPrompt } from './prompt.ts';

const wave = { title: 'Wave', prompt: 'dark rocky shore', params: '--ar 16:9 --v 8.2' };

it('joins prompt, parameters and profile, and leaves the profile out for the baseline', () => {
  expect(fullPrompt(wave, 'abc1234')).toBe('dark rocky shore --ar 16:9 --v 8.2 --p abc1234');
  expect(fullPrompt(wave, 'baseline')).toBe('dark rocky shore --ar 16:9 --v 8.2');
});

it('leaves no gap for an empty part and stays one line', () => {
  expect(fullPrompt({ title: 'Void', prompt: '.' }, 'abc')).toBe('. --p abc');
  expect(fullPrompt({ title: 'Void', prompt: '', params: '--v 8.2' }, 'baseline')).toBe('--v 8.2');
  expect(fullPrompt({ ...wave, prompt: 'two\r\n lines' }, 'abc')).toBe('two lines --ar 16:9 --v 8.2 --p abc');
});

it('gives in bulk, line by line, what it gives singly', () => {
  fc.assert(
    fc.property(suite, fc.constantFrom('baseline', 'abc1234'), (tests, profile) => {
      const single = tests.map((test) => fullPrompt(test, profile));
      expect(bulkPrompts(tests, profile)).toBe(single.join('\n'));
      expect(single.join('\n').split('\n').length).toBe(Math.max(1, tests.length));
    }),
  );
});

it('splits a prompt where its parameters begin', () => {
  expect(splitPrompt('a red--hot fox -- --ar 1:1 --raw')).toEqual({
    text: 'a red--hot fox --',
    parameters: '--ar 1:1 --raw',
  });
  expect(splitPrompt('  a fox ')).toEqual({ text: 'a fox', parameters: '' });
  expect(splitPrompt('--ar 1:1')).toEqual({ text: '', parameters: '--ar 1:1' });
});

it.each([
  ['abc1234', 'abc1234'],
  ['  abc1234\n', 'abc1234'],
  ['"abc1234"', 'abc1234'],
  ['“abc1234”,', 'abc1234'],
  ['--p abc1234', 'abc1234'],
  ['--profile abc1234', 'abc1234'],
  ['\u2014p abc1234', 'abc1234'],
  ['--p "abc1234"', 'abc1234'],
  ['abc1234::2', 'abc1234'],
  ['a red fox --ar 16:9 --p abc1234 --stylize 100', 'abc1234'],
  ['a fox --p abc1234 --p abc1234', 'abc1234'],
  ['Ab-C_1.2', 'Ab-C_1.2'],
  ['プロフィール', 'プロフィール'],
])('reads the profile code in %j', (input, code) => {
  expect(readProfileCode(input)).toBe(code);
});

it.each([
  '',
  '   ',
  '--p',
  '--p --ar 16:9',
  'a red fox',
  'a red fox --ar 16:9',
  '--p abc1234 def5678',
  '--p abc1234 --p def5678',
  '--p {abc1234, def5678}',
  '../abc',
  'a/b',
  'a\\b',
  'a:b',
  '.hidden',
  'abc.',
  'CON',
  'com1.x',
  '--ar',
  'x'.repeat(101),
])('reads no profile code in %j', (input) => {
  expect(readProfileCode(input)).toBeUndefined();
});
