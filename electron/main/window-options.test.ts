import { expect, it } from 'vitest';
import { webPreferences, windowOptions } from './window-options.ts';

it.each([
  ['sandbox', true],
  ['contextIsolation', true],
  ['nodeIntegration', false],
  ['nodeIntegrationInWorker', false],
  ['nodeIntegrationInSubFrames', false],
  ['webSecurity', true],
  ['allowRunningInsecureContent', false],
  ['experimentalFeatures', false],
  ['enableBlinkFeatures', ''],
  ['webviewTag', false],
  ['navigateOnDragDrop', false],
  ['safeDialogs', true],
  ['spellcheck', false],
] as const)('sets %s to %s', (name, value) => {
  expect(webPreferences[name]).toBe(value);
});

it('sets nothing else, and can not be changed', () => {
  expect(Object.keys(webPreferences)).toHaveLength(13);
  expect(Object.isFrozen(webPreferences)).toBe(true);
  const options = windowOptions('/preload.cjs', { width: 1000, height: 700 }, true);
  expect(options.webPreferences).toEqual({ ...webPreferences, preload: '/preload.cjs' });
});
