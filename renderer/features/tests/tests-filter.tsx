import { Select } from '@mantine/core';
import { type Suite, sectionLabel } from '#shared/model/suite.ts';
import { countSections, countStatuses, type TestFilter, versionsOf } from './test-list.ts';
import styles from './tests-page.module.css';
import { changeFilter } from './tests-store.ts';

const statuses = ['current', 'archived', 'all'] as const;
const statusLabels = { current: 'Current', archived: 'Archived', all: 'All' };

/** Status, section and version; the search stands in the header. */
export function TestsFilter({ suite, filter, shown }: { suite: Suite; filter: TestFilter; shown: number }) {
  const byStatus = countStatuses(suite);
  const sections = countSections(suite, filter);
  const versions = versionsOf(suite);
  return (
    <div className={styles.filter} role="toolbar" aria-label="Which tests">
      <fieldset className={styles.group}>
        <legend className={styles.hidden}>Status</legend>
        {statuses.map((status) => (
          <Chip
            key={status}
            label={statusLabels[status]}
            count={byStatus[status]}
            isOn={filter.status === status}
            onPress={() => changeFilter({ status })}
          />
        ))}
      </fieldset>
      <fieldset className={styles.group}>
        <legend className={styles.hidden}>Section</legend>
        {sections.map(({ section, count }) => (
          <Chip
            key={section}
            label={sectionLabel(section)}
            count={count}
            isOn={filter.section === section}
            onPress={() => changeFilter({ section: filter.section === section ? '' : section })}
          />
        ))}
      </fieldset>
      {versions.length > 1 && (
        <Select
          size="xs"
          w={116}
          aria-label="Version"
          placeholder="Any version"
          clearable
          data={versions}
          value={filter.version || null}
          onChange={(version) => changeFilter({ version: version ?? '' })}
        />
      )}
      <span className={styles.shown} role="status">
        {shown} of {suite.length}
      </span>
    </div>
  );
}

function Chip(props: { label: string; count: number; isOn: boolean; onPress(): void }) {
  return (
    <button type="button" className={styles.chip} aria-pressed={props.isOn} onClick={props.onPress}>
      {props.label} <span className={styles.chipCount}>{props.count}</span>
    </button>
  );
}
