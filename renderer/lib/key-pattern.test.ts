import { expect, it } from 'vitest';
import { type KeyPress, matchesKeys, parseKeys, shownKeys } from './key-pattern.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  return { key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held };
}

function matches(keys: string, pressed: KeyPress, isMac = false): boolean {
  return matchesKeys(parseKeys(keys), pressed, isMac);
}

it('reads modifiers in any order, one key, and names of keys', () => {
  expect(parseKeys('Shift+mod+K')).toEqual({ key: 'k', shift: true, alt: false, mod: true });
  expect(parseKeys('mod+shift+k')).toEqual(parseKeys('Shift+mod+K'));
  expect(parseKeys('Shift+ArrowLeft')).toEqual({ key: 'ArrowLeft', shift: true, alt: false, mod: false });
  expect(parseKeys('Space').key).toBe(' ');
  expect(parseKeys('+').key).toBe('+');
  expect(parseKeys('mod+plus')).toEqual({ key: '+', shift: false, alt: false, mod: true });
});

it('takes Ctrl as mod, on a Mac Cmd, and never the other one', () => {
  expect(matches('mod+k', press('k', { ctrlKey: true }))).toBe(true);
  expect(matches('mod+k', press('k', { metaKey: true }))).toBe(false);
  expect(matches('mod+k', press('k', { metaKey: true }), true)).toBe(true);
  expect(matches('mod+k', press('k', { ctrlKey: true }), true)).toBe(false);
});

it('leaves a letter alone when a modifier is held that it does not name', () => {
  expect(matches('j', press('j'))).toBe(true);
  expect(matches('j', press('J'))).toBe(true);
  expect(matches('j', press('J', { shiftKey: true }))).toBe(false);
  expect(matches('j', press('j', { ctrlKey: true }))).toBe(false);
  expect(matches('j', press('j', { altKey: true }))).toBe(false);
  expect(matches('Shift+j', press('J', { shiftKey: true }))).toBe(true);
  expect(matches('Shift+j', press('j'))).toBe(false);
});

it('wants Shift with named keys exactly', () => {
  expect(matches('ArrowLeft', press('ArrowLeft'))).toBe(true);
  expect(matches('ArrowLeft', press('ArrowLeft', { shiftKey: true }))).toBe(false);
  expect(matches('Shift+ArrowLeft', press('ArrowLeft', { shiftKey: true }))).toBe(true);
  expect(matches('Space', press(' '))).toBe(true);
  expect(matches('Space', press(' ', { shiftKey: true }))).toBe(false);
});

it('takes a sign however the layout types it', () => {
  expect(matches('?', press('?', { shiftKey: true, code: 'Slash' }))).toBe(true);
  expect(matches('[', press('[', { code: 'BracketLeft' }))).toBe(true);
  // German: AltGr+8 on Windows, Option+5 on a Mac.
  expect(matches('[', press('[', { ctrlKey: true, altKey: true, code: 'Digit8' }))).toBe(true);
  expect(matches('[', press('[', { altKey: true, code: 'Digit5' }), true)).toBe(true);
  expect(matches('[', press('[', { ctrlKey: true, code: 'BracketLeft' }))).toBe(false);
});

it('keeps digits with and without Alt apart, also where they need Shift', () => {
  expect(matches('1', press('1', { code: 'Digit1' }))).toBe(true);
  expect(matches('1', press('1', { code: 'Digit1', shiftKey: true }))).toBe(true);
  expect(matches('1', press('1', { code: 'Digit1', altKey: true }))).toBe(false);
  expect(matches('Alt+1', press('1', { code: 'Digit1', altKey: true }))).toBe(true);
  expect(matches('Alt+1', press('¡', { code: 'Digit1', altKey: true }), true)).toBe(true);
  expect(matches('Shift+1', press('!', { code: 'Digit1', shiftKey: true }))).toBe(true);
});

it('goes by the place of a letter on layouts without Latin letters', () => {
  expect(matches('j', press('о', { code: 'KeyJ' }))).toBe(true);
  expect(matches('k', press('о', { code: 'KeyJ' }))).toBe(false);
  // On a Latin layout the letter itself counts, wherever it lies.
  expect(matches('z', press('y', { code: 'KeyZ' }))).toBe(false);
});

it('draws keys as the system names them', () => {
  expect(shownKeys('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(shownKeys('mod+k', true)).toEqual(['⌘', 'K']);
  expect(shownKeys('Shift+ArrowLeft', false)).toEqual(['Shift', '←']);
  expect(shownKeys('Space', false)).toEqual(['Space']);
});
