import { useMemo } from 'react';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { SuiteTest } from '#shared/model/suite.ts';
import { deleteTest, moveTest, toggleArchived } from './test-actions.ts';
import type { TestActions } from './test-detail.tsx';
import { moveTarget, type TestRow, type TestSort } from './test-list.ts';
import type { TestsDialog } from './tests-dialogs.tsx';

interface Options {
  library: LibrarySnapshot;
  /** The test that is acted on. */
  test: SuiteTest | undefined;
  rows: readonly TestRow[];
  sort: TestSort;
  setDialog(dialog: TestsDialog): void;
}

/** What can be done with a test; undefined while there is none. */
export function useTestActions({ library, test, rows, sort, setDialog }: Options): TestActions | undefined {
  return useMemo(() => {
    if (!test) return undefined;
    const mover = (step: 1 | -1) => {
      const target = canMove(sort) ? moveTarget(rows, test.title, step) : undefined;
      return target && (() => void moveTest(test.title, target.from, target.to));
    };
    return {
      edit: () => setDialog({ kind: 'edit', test }),
      rename: () => setDialog({ kind: 'rename', test }),
      duplicate: () => setDialog({ kind: 'duplicate', test }),
      toggleArchived: () => void toggleArchived(test),
      remove: () => void deleteTest(library, test),
      moveUp: mover(-1),
      moveDown: mover(1),
    };
  }, [library, test, rows, sort, setDialog]);
}

/** Only where the table shows the suite's order can a test be seen to move. */
function canMove(sort: TestSort): boolean {
  return sort.by === 'order' && !sort.descending;
}
