import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { type CallName, contract } from '#shared/contract.ts';
import { createCore } from './core.ts';
import { fingerprint, smallLibrary } from './testing/libraries.ts';
import { createTestPlatform } from './testing/test-platform.ts';

const names = Object.keys(contract) as CallName[];
const rounds = 1_000;

/** Words that matter to the core, so that wrong inputs come close to right ones. */
const telling = fc.constantFrom(
  'abc1234',
  'Foggy City',
  'suite',
  'rating.set',
  'file.move',
  'batch',
  '../../etc/passwd',
  '..',
  '/',
  '__proto__',
  'constructor',
  '\u0000',
  '',
);

const fields = fc.constantFrom(
  'change',
  'type',
  'profile',
  'test',
  'base',
  'value',
  'folder',
  'name',
  'id',
  'ids',
  'from',
  'to',
  'limit',
  'url',
  'items',
  '__proto__',
  'constructor',
);

const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    telling,
    fc.anything({ maxDepth: 2, withBigInt: false }),
    fc.dictionary(fields, tie('value'), { maxKeys: 5 }),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
})).value;

it('refuses every generated wrong input of every call as invalid, and nothing has changed', {
  timeout: 300_000,
}, async () => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } });
  const folder = await smallLibrary(await picture.jpeg().toBuffer());
  const core = createCore(await createTestPlatform());
  await core.start({ folder });
  const before = await fingerprint(folder);
  const settings = await core.call('settings.read', {});
  const polluted = Object.keys(Object.prototype);
  for (const name of names) {
    const wrong = anything.filter((input) => !contract[name].input.safeParse(input).success);
    for (const input of fc.sample(wrong, rounds)) {
      const result = await core.call(name, input);
      if (result.ok || result.error.code !== 'invalid') {
        expect.fail(`${name} took ${fc.stringify(input)}: ${JSON.stringify(result)}`);
      }
    }
  }
  expect(await core.call('settings.read', {})).toEqual(settings);
  expect(await fingerprint(folder)).toEqual(before);
  expect(Object.keys(Object.prototype)).toEqual(polluted);
  await core.close();
});

it('refuses calls that the contract does not know, inherited names among them', async () => {
  const core = createCore(await createTestPlatform());
  for (const name of [
    '',
    'library',
    'toString',
    'constructor',
    '__proto__',
    'library.change ',
    'file.move',
  ]) {
    expect(await core.call(name, {})).toMatchObject({ ok: false, error: { code: 'invalid' } });
  }
  await core.close();
});

it('takes a __proto__ argument for what it is: a wrong input without effect', async () => {
  const core = createCore(await createTestPlatform());
  const input = JSON.parse('{"__proto__": {"polluted": true}, "name": "Ada"}') as unknown;
  await core.call('settings.change', input);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const settings = (await core.call('settings.read', {})) as { value: Record<string, unknown> };
  expect(settings.value.polluted).toBeUndefined();
  await core.close();
});
