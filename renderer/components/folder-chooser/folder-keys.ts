/** What a key does in a list of folders. */
export type FolderAction =
  | { kind: 'move'; to: number }
  | { kind: 'take' }
  | { kind: 'enter' }
  | { kind: 'up' }
  | undefined;

/** @param names of the folders, in their order. A letter moves to the next folder that begins with it. */
export function folderAction(key: string, active: number, names: readonly string[]): FolderAction {
  const last = names.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { kind: 'move', to: Math.min(last, active + 1) };
    case 'ArrowUp':
      return { kind: 'move', to: Math.max(0, active - 1) };
    case 'Home':
      return { kind: 'move', to: 0 };
    case 'End':
      return { kind: 'move', to: last };
    case 'Enter':
      return { kind: 'take' };
    case 'ArrowRight':
      return { kind: 'enter' };
    case 'ArrowLeft':
    case 'Backspace':
      return { kind: 'up' };
    default:
      return jumpTo(key, active, names);
  }
}

function jumpTo(key: string, active: number, names: readonly string[]): FolderAction {
  if (key.length !== 1) return undefined;
  const starts = (name: string) => name.toLowerCase().startsWith(key.toLowerCase());
  const after = names.findIndex((name, index) => index > active && starts(name));
  const to = after >= 0 ? after : names.findIndex(starts);
  return to < 0 ? undefined : { kind: 'move', to };
}
