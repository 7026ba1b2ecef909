import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { createRedactor, redact } from './redactor.ts';

const secret = 'a/secret+with "odd" & characters==';

it.each([
  ['as it is', secret],
  ['in an address', encodeURIComponent(secret)],
  ['in XML', 'a/secret+with "odd" &amp; characters=='],
  ['in JSON', JSON.stringify({ secret })],
])('takes a secret out of a text %s', (_, text) => {
  const clean = redact(`before ${text} after`, [secret]);
  expect(clean).toMatch(/^before .*\[secret\].* after$/);
  expect(clean).not.toContain('odd');
});

it('leaves no part of the longer of two secrets', () => {
  expect(redact('abcdefgh', ['abcd', 'abcdefgh'])).toBe('[secret]');
});

it('takes any secret out of any text around it', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, fc.string({ minLength: 4 }), (before, after, hidden) => {
      const clean = redact(`${before}${hidden}${after}`, [hidden]);
      expect(clean.replaceAll('[secret]', '\n').includes(hidden)).toBe(false);
    }),
  );
});

it('cleans failures of message, detail and cause, and keeps their code', () => {
  const redactor = createRedactor();
  redactor.add(secret);
  redactor.add(undefined);
  redactor.add('x');
  const failure = new Failure('denied', `no ${secret}`, { cause: new Error(`token ${secret} x`) });
  const clean = redactor.failure(failure);
  expect(clean).toMatchObject({ code: 'denied', message: 'no [secret]', detail: 'token [secret] x' });
  expect(clean.cause).toBeUndefined();
  expect(redactor.failure(new Error(secret))).toMatchObject({ code: 'unknown', detail: '[secret]' });
});
