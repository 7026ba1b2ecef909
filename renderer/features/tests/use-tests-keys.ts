import { useKeys } from '#renderer/lib/use-keys.ts';
import type { TestActions } from './test-detail.tsx';
import type { TestRow } from './test-list.ts';

interface Options {
  rows: readonly TestRow[];
  /** Of the row that the keys act on; -1 while there is none. */
  index: number;
  isOpen: boolean;
  rowsPerPage(): number;
  onCursor(row: TestRow): void;
  onOpen(row: TestRow): void;
  onClose(): void;
  onSearch(): void;
  onAdd(): void;
  actions: TestActions | undefined;
}

/** The keys of the Tests page. */
export function useTestsKeys(options: Options): void {
  const { rows, index, isOpen, rowsPerPage, onCursor, onOpen, onClose, onSearch, onAdd, actions } = options;
  const goTo = (wanted: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, wanted))];
    if (row) onCursor(row);
  };
  useKeys('Tests', [
    { keys: 'ArrowDown', description: 'Next test', run: () => goTo(index + 1) },
    { keys: 'ArrowUp', description: 'Previous test', run: () => goTo(index - 1) },
    { keys: 'PageDown', description: 'A page down', hidden: true, run: () => goTo(index + rowsPerPage()) },
    { keys: 'PageUp', description: 'A page up', hidden: true, run: () => goTo(index - rowsPerPage()) },
    { keys: 'Home', description: 'First test', hidden: true, run: () => goTo(0) },
    { keys: 'End', description: 'Last test', hidden: true, run: () => goTo(rows.length - 1) },
    {
      keys: 'Enter',
      description: 'Show the test',
      run: () => {
        const row = rows[index];
        if (row) onOpen(row);
      },
    },
    {
      keys: 'Escape',
      description: 'Close the test',
      run: () => {
        if (isOpen) onClose();
      },
    },
    { keys: '/', description: 'Search the tests', run: onSearch },
    { keys: 'n', description: 'New test', run: onAdd },
    { keys: 'e', description: 'Edit', run: () => actions?.edit() },
    { keys: 'F2', description: 'Rename', run: () => actions?.rename() },
    { keys: 'd', description: 'Next version', run: () => actions?.duplicate() },
    { keys: 'a', description: 'Archive or restore', run: () => actions?.toggleArchived() },
    { keys: 'Delete', description: 'Delete', run: () => actions?.remove() },
    { keys: 'Alt+ArrowUp', description: 'Move up in the suite', run: () => actions?.moveUp?.() },
    { keys: 'Alt+ArrowDown', description: 'Move down in the suite', run: () => actions?.moveDown?.() },
  ]);
}
