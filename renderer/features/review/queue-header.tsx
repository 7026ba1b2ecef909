import { Button, Checkbox, Popover, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconLayoutList, IconPhoto } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { PageActions } from '#renderer/components/page-header.tsx';
import { useKeys } from '#renderer/lib/use-keys.ts';
import { affinities, affinityLabels } from '#shared/model/rating.ts';
import { bySection, isCurrent, type Suite, sectionLabel } from '#shared/model/suite.ts';
import { isNarrowed, type QueueFilter, type QueueKind, queueKinds, wholeQueue } from './queue.ts';
import styles from './queue-header.module.css';
import { changeFilter, type ReviewForm, refreshQueue, setForm } from './review-store.ts';
import { useCanUndo } from './review-writer.ts';
import type { Queue } from './use-queue.ts';

const kindLabels: Record<QueueKind, string> = { unrated: 'Unrated', all: 'All', rated: 'Rated' };

/** Where one is, which queue it is, and undo; in the app's header. */
export function QueueHeader(props: { queue: Queue; form: ReviewForm; onUndo(): void }) {
  const { queue, form, onUndo } = props;
  const place = queue.position < 0 ? '' : `${queue.position + 1} of ${queue.titles.length} · `;
  return (
    <PageActions>
      <span className={styles.count} role="status">
        {form === 'large' ? place : `${queue.titles.length} shown · `}
        {leftInWords(queue)}
      </span>
      <QueueMenu
        filter={queue.filter}
        place={queue.place}
        suite={queue.library.suite}
        count={queue.titles.length}
      />
      <HeaderButtons form={form} onUndo={onUndo} />
    </PageActions>
  );
}

function leftInWords({ toRate, unrated }: Queue): string {
  if (toRate > 0) return `${toRate} unrated`;
  return unrated === 0 ? 'all rated' : `${unrated} without a picture`;
}

const HeaderButtons = memo(function HeaderButtons({ form, onUndo }: { form: ReviewForm; onUndo(): void }) {
  const canUndo = useCanUndo();
  return (
    <>
      <Button
        variant="default"
        className={styles.icon}
        title={form === 'large' ? 'List form (L)' : 'Large form (L)'}
        aria-label={form === 'large' ? 'List form' : 'Large form'}
        onClick={() => setForm(form === 'large' ? 'list' : 'large')}
      >
        {form === 'large' ? <IconLayoutList size={16} stroke={1.6} /> : <IconPhoto size={16} stroke={1.6} />}
      </Button>
      <Button
        variant="default"
        disabled={!canUndo}
        onClick={onUndo}
        leftSection={<IconArrowBackUp size={14} stroke={1.6} />}
        rightSection={<Key>Z</Key>}
      >
        Undo
      </Button>
    </>
  );
});

interface QueueMenuProps {
  filter: QueueFilter;
  /** What `changeFilter` takes. */
  place: string;
  suite: Suite;
  /** Tests in the queue. */
  count: number;
}

const QueueMenu = memo(function QueueMenu({ filter, place, suite, count }: QueueMenuProps) {
  const [opened, setOpened] = useState(false);
  const sections = useMemo(() => bySection(suite.filter(isCurrent)).map(({ section }) => section), [suite]);
  useKeys('Review', [{ keys: '/', description: 'Choose and search the queue', run: () => setOpened(true) }]);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          onClick={() => setOpened(!opened)}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
        >
          {kindLabels[filter.kind]}
          {isNarrowed(filter) && <span className={styles.dot}> · filtered</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Queue">
        <div className={styles.menu}>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label="Queue"
            data={queueKinds.map((value) => ({ value, label: kindLabels[value] }))}
            value={filter.kind}
            onChange={(kind) => changeFilter(place, { kind: kind as QueueKind })}
          />
          <TextInput
            size="xs"
            data-autofocus
            aria-label="Search titles and prompts"
            placeholder="Search titles and prompts"
            value={filter.search}
            onChange={(event) => changeFilter(place, { search: event.currentTarget.value })}
          />
          <Select
            size="xs"
            aria-label="Section"
            placeholder="Every section"
            clearable
            comboboxProps={{ withinPortal: false }}
            data={sections.map((value) => ({ value, label: sectionLabel(value) }))}
            value={filter.section}
            onChange={(section) => changeFilter(place, { section })}
          />
          <Select
            size="xs"
            aria-label="Affinity"
            placeholder="Every affinity"
            clearable
            comboboxProps={{ withinPortal: false }}
            data={affinities.map((value) => ({ value, label: affinityLabels[value] }))}
            value={filter.affinity}
            onChange={(affinity) => changeFilter(place, { affinity })}
          />
          <Checkbox
            size="xs"
            label="Only tests with a picture"
            checked={filter.withPicture}
            onChange={(event) => changeFilter(place, { withPicture: event.currentTarget.checked })}
          />
          <div className={styles.buttons}>
            <span>{count} in the queue</span>
            {isNarrowed(filter) ? (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => changeFilter(place, { ...wholeQueue, kind: filter.kind })}
              >
                Clear filters
              </Button>
            ) : (
              <Button size="compact-xs" variant="subtle" onClick={refreshQueue}>
                Refresh
              </Button>
            )}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
});
