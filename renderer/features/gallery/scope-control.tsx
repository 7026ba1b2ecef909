import { Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Segments } from '#renderer/components/segments.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { bySection, isCurrent, sectionLabel } from '#shared/model/suite.ts';
import styles from './gallery-page.module.css';
import { useGallery } from './gallery-store.ts';
import type { GalleryView } from './use-gallery-view.ts';

/** How many of the tests have their pictures; counts tests, not files. */
export function Progress({ view }: { view: GalleryView }) {
  const current = view.tests.filter((test) => test.isCurrent);
  const complete = current.filter((test) => test.missing === 0).length;
  const unit = view.scope === 'test' ? 'profiles' : 'tests';
  return (
    <span className={styles.progress}>
      {complete.toLocaleString('en')} of {current.length.toLocaleString('en')}
      <span className={styles.words}> {unit} with pictures</span>
    </span>
  );
}

const scopes: { value: GalleryView['scope']; label: string }[] = [
  { value: 'profile', label: 'This profile' },
  { value: 'test', label: 'One test' },
  { value: 'everything', label: 'Everything' },
];

/** Whether the gallery shows one profile, one test, or all there is. */
export function ScopeControl({ title, scope }: { title: string | undefined; scope: GalleryView['scope'] }) {
  const navigate = useNavigate({ from: '/gallery' });
  const tests = useTestChoices().flatMap(({ items }) => items);
  const active = useGallery((state) => state.active);
  const onScope = (chosen: GalleryView['scope']) => {
    if (chosen === 'test') {
      // The test that one stands on, else the first.
      const standing = active?.split('/').slice(1, -1).join('/') ?? '';
      const test = tests.includes(standing) ? standing : tests[0];
      if (test !== undefined) void navigate({ search: { test } });
      return;
    }
    useGallery.setState({ scope: chosen === 'everything' ? 'everything' : 'profile' });
    if (title !== undefined) void navigate({ search: {} });
  };
  return <Segments label="Pictures of" data={scopes} value={scope} onChange={onScope} />;
}

/** The test whose pictures of all profiles are shown. */
export function TestSelect({ title }: { title: string }) {
  const navigate = useNavigate({ from: '/gallery' });
  return (
    <Select
      aria-label="Test"
      className={styles.test}
      searchable
      allowDeselect={false}
      data={useTestChoices()}
      value={title}
      onChange={(test) => {
        if (test !== null) void navigate({ search: { test } });
      }}
    />
  );
}

function useTestChoices(): { group: string; items: string[] }[] {
  const { suite } = useLibrary();
  return useMemo(
    () =>
      bySection(suite.filter(isCurrent)).map(({ section, tests }) => ({
        group: sectionLabel(section),
        items: tests.map((test) => test.title),
      })),
    [suite],
  );
}
