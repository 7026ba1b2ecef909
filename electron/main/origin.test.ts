import { expect, it } from 'vitest';
import { isOwnPage } from './origin.ts';

it.each(['app://ui/', 'app://ui/#/review', 'app://ui/?a=b', 'APP://ui/', 'app://ui'])(
  'takes %s for its own',
  (address) => {
    expect(isOwnPage(address)).toBe(true);
  },
);

it.each([
  '',
  'ui',
  'app://other/',
  'app://ui.evil.example/',
  'app://ui:80/',
  'app://user@ui/',
  'app:ui',
  'app-image://ui/',
  'https://ui/',
  'https://evil.example/app://ui/',
  'file:///app://ui/',
  'data:text/html,app://ui/',
  'javascript:"app://ui/"',
  'about:blank',
])('does not take %j for its own', (address) => {
  expect(isOwnPage(address)).toBe(false);
});
