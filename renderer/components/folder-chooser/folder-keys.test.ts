import { expect, it } from 'vitest';
import { folderAction } from './folder-keys.ts';

const names = ['alpha', 'beta', 'Bravo', 'gamma'];

it('moves within the list and stops at its ends', () => {
  expect(folderAction('ArrowDown', 0, names)).toEqual({ kind: 'move', to: 1 });
  expect(folderAction('ArrowDown', 3, names)).toEqual({ kind: 'move', to: 3 });
  expect(folderAction('ArrowUp', 0, names)).toEqual({ kind: 'move', to: 0 });
  expect(folderAction('End', 0, names)).toEqual({ kind: 'move', to: 3 });
});

it('jumps to the next folder that begins with a letter, and round again', () => {
  expect(folderAction('b', 0, names)).toEqual({ kind: 'move', to: 1 });
  expect(folderAction('b', 1, names)).toEqual({ kind: 'move', to: 2 });
  expect(folderAction('b', 2, names)).toEqual({ kind: 'move', to: 1 });
  expect(folderAction('x', 0, names)).toBeUndefined();
});

it('opens, goes in and up, and leaves other keys alone', () => {
  expect(folderAction('Enter', 0, names)).toEqual({ kind: 'take' });
  expect(folderAction('ArrowRight', 0, names)).toEqual({ kind: 'enter' });
  expect(folderAction('Backspace', 0, names)).toEqual({ kind: 'up' });
  expect(folderAction('Tab', 0, names)).toBeUndefined();
});
