import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { shownKeys } from '#renderer/lib/key-pattern.ts';
import { isMac } from '#renderer/lib/platform.ts';
import { conflictsPage, type PageEntry, pageGroups } from '../pages.ts';
import { LibraryPlace } from './library-place.tsx';
import styles from './navigation.module.css';
import { toggleNavigation, useShell } from './shell-store.ts';
import { useCounts } from './use-counts.ts';

/** The pages at the left; only icons when collapsed or in a narrow window. */
export function Navigation() {
  const isNarrow = useShell((state) => state.isNarrow);
  const counts = useCounts();
  const groups = counts.conflicts > 0 ? withConflicts(pageGroups) : pageGroups;
  return (
    <nav className={styles.navigation} aria-label="Pages" data-narrow={isNarrow || undefined}>
      <LibraryPlace />
      {groups.map((group) => (
        <ul key={group[0]?.path} className={styles.group}>
          {group.map((page) => (
            <li key={page.path}>
              <PageLink page={page} {...(page.count ? { count: counts[page.count] } : {})} />
            </li>
          ))}
        </ul>
      ))}
      <WidthToggle isNarrow={isNarrow} />
    </nav>
  );
}

const WidthToggle = memo(function WidthToggle({ isNarrow }: { isNarrow: boolean }) {
  const label = isNarrow ? 'Show names of pages' : 'Only icons';
  return (
    <div className={styles.foot}>
      <Tooltip label={`${label} (${shownKeys('mod+b', isMac).join(' ')})`} position="right">
        <ActionIcon aria-label={label} aria-pressed={isNarrow} onClick={toggleNavigation}>
          {isNarrow ? (
            <IconLayoutSidebarLeftExpand size={17} stroke={1.6} />
          ) : (
            <IconLayoutSidebarLeftCollapse size={17} stroke={1.6} />
          )}
        </ActionIcon>
      </Tooltip>
    </div>
  );
});

/** The conflicts stand at the end of the last group, so that no other page moves. */
function withConflicts(groups: readonly (readonly PageEntry[])[]): (readonly PageEntry[])[] {
  return [...groups.slice(0, -1), [...(groups.at(-1) ?? []), conflictsPage]];
}

const PageLink = memo(function PageLink({ page, count }: { page: PageEntry; count?: number }) {
  const Icon = page.icon;
  return (
    <Link
      to={page.path}
      className={styles.link}
      title={`${page.label} (${shownKeys(page.keys, isMac).join(' ')})`}
    >
      <Icon size={17} stroke={1.6} aria-hidden="true" />
      <span className={styles.label}>{page.label}</span>
      {count !== undefined && count > 0 && (
        <span className={styles.count} data-kind={page.count}>
          {count} <VisuallyHidden>{countedWord(page)}</VisuallyHidden>
        </span>
      )}
    </Link>
  );
});

/** What the number beside a page counts. */
function countedWord(page: PageEntry): string {
  if (page.count === 'unrated') return 'not rated';
  return page.count === 'conflicts' ? 'to decide' : (page.count ?? '');
}
