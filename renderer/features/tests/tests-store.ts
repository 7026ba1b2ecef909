import { create } from 'zustand';
import { everyTest, type TestFilter, type TestSort } from './test-list.ts';

interface TestsView {
  filter: TestFilter;
  sort: TestSort;
}

const start: TestsView = {
  filter: { ...everyTest, status: 'current' },
  sort: { by: 'order', descending: false },
};

/** How the table is filtered and sorted; kept while the window is open. */
export const useTestsView = create<TestsView>(() => start);

export function changeFilter(edit: Partial<TestFilter>): void {
  useTestsView.setState(({ filter }) => ({ filter: { ...filter, ...edit } }));
}

export function showAllTests(): void {
  useTestsView.setState({ filter: everyTest });
}

export function changeSort(sort: TestSort): void {
  useTestsView.setState({ sort });
}
