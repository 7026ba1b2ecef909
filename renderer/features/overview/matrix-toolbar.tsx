import { Select, UnstyledButton } from '@mantine/core';
import { sectionLabel } from '#shared/model/suite.ts';
import {
  type MatrixFilter,
  type MatrixTest,
  matrixFilters,
  matrixOrderLabels,
  matrixOrders,
} from './matrix-tests.ts';
import styles from './matrix-toolbar.module.css';
import { useOverview } from './overview-store.ts';

/** Which tests the matrix shows, and in which order. */
export function MatrixToolbar({ tests }: { tests: readonly MatrixTest[] }) {
  const filter = useOverview((state) => state.filter);
  const order = useOverview((state) => state.order);
  return (
    <div className={styles.bar}>
      <h2 className={styles.title}>Tests × profiles</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend */}
      <div role="group" aria-label="Filter tests" className={styles.chips}>
        {matrixFilters(tests).map((offered) => (
          <UnstyledButton
            key={offered.filter}
            className={styles.chip}
            aria-pressed={offered.filter === filter}
            title={
              offered.filter === 'contested' ? 'Native fit in one profile, resistant in another' : undefined
            }
            onClick={() => useOverview.setState({ filter: offered.filter })}
          >
            {filterLabel(offered.filter)}
            <span className={styles.count}>{offered.count}</span>
          </UnstyledButton>
        ))}
      </div>
      <Select
        className={styles.order}
        aria-label="Order of the tests"
        size="xs"
        allowDeselect={false}
        data={matrixOrders.map((value) => ({ value, label: matrixOrderLabels[value] }))}
        value={order}
        onChange={(value) =>
          useOverview.setState({ order: matrixOrders.find((known) => known === value) ?? 'suite' })
        }
      />
    </div>
  );
}

function filterLabel(filter: MatrixFilter): string {
  if (filter === 'all') return 'All';
  if (filter === 'holes') return 'Holes';
  if (filter === 'contested') return 'Profiles disagree';
  return sectionLabel(filter.slice('section:'.length));
}
