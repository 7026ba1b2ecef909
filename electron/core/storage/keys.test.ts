import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFailure } from '../failure.ts';
import { checkKey, checkPrefix, foldKey, isOwnName } from './keys.ts';

function accepts(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (isFailure(error, 'invalid')) return false;
    throw error;
  }
}

it('takes for reading what exists on a disk with odd names, and refuses it for writing', () => {
  for (const key of ['a:b', 'back\\slash', 'CON', 'ends.', 'ends ', 'line\nbreak', 'x'.repeat(240)]) {
    expect(accepts(() => checkKey(key, 'read', 'linux'))).toBe(true);
    expect(accepts(() => checkKey(key, 'write', 'linux'))).toBe(false);
  }
});

it('refuses on Windows, also for reading, what leads to a device, a stream or another name', () => {
  for (const key of [
    'a:b',
    'C:\\x',
    '\\\\server\\x',
    '..\\x',
    'con',
    'x/NUL.txt',
    'COM¹',
    'ends.',
    'ends ',
    'a?b',
  ]) {
    expect(accepts(() => checkKey(key, 'read', 'win32'))).toBe(false);
  }
});

it('never takes a key that leaves its folder', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '', 'a', '...', '/', '\\', 'C:'),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom('read', 'write'), (parts, use) => {
      const key = parts.join('/');
      if (!accepts(() => checkKey(key, use, 'linux'))) return;
      expect(new URL(`file:///root/${key.split('/').map(encodeURIComponent).join('/')}`).pathname).toMatch(
        /^\/root\/./,
      );
      expect(key.split('/').some((name) => ['', '.', '..'].includes(name))).toBe(false);
    }),
  );
});

it('lets a prefix end anywhere but outside', () => {
  for (const prefix of ['', 'a', 'a/', 'a/b', 'a/.', 'a/..']) {
    expect(accepts(() => checkPrefix(prefix))).toBe(true);
  }
  for (const prefix of ['/', '../', '../x', 'a/../x', 'a//x'])
    expect(accepts(() => checkPrefix(prefix))).toBe(false);
});

it('folds what a file system may take for the same name, and nothing else', () => {
  expect(foldKey('E\u0301te\u0301.JPG')).toBe(foldKey('été.jpg'));
  expect(foldKey('ete.jpg')).not.toBe(foldKey('été.jpg'));
});

it('keeps its working files apart from files that only look a little like them', () => {
  expect(isOwnName('a/x.json.12.0123456789abcdef0123.tmp')).toBe(true);
  expect(isOwnName('a/x.json.unsaved.tmp')).toBe(true);
  expect(isOwnName('profile_tester/locks/x')).toBe(true);
  for (const key of ['x.tmp', 'x.12.tmp', 'profile_tester/locks.json', 'locks/x', 'profile_tester/x']) {
    expect(isOwnName(key)).toBe(false);
  }
});
