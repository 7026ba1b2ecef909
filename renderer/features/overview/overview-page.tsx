import { Button } from '@mantine/core';
import { IconLayoutGrid } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LightboxHost } from '#renderer/components/lightbox/lightbox.tsx';
import { Page } from '#renderer/components/page.tsx';
import { profilesOf, useLibrary } from '#renderer/lib/library.ts';
import { createPictureGate, PictureGateContext } from '#renderer/lib/picture-gate.ts';
import { useProfile } from '#renderer/lib/selection.ts';
import { findRepairs } from '#shared/model/repairs.ts';
import lists from './lists.module.css';
import { Matrix } from './matrix.tsx';
import { arrange, matrixTests } from './matrix-tests.ts';
import { MatrixToolbar } from './matrix-toolbar.tsx';
import { nextSteps } from './next-steps.ts';
import { NextStepsList } from './next-steps-list.tsx';
import styles from './overview-page.module.css';
import { useOverview } from './overview-store.ts';
import { ProfileCards } from './profile-cards.tsx';
import { profileFacts } from './profile-facts.ts';
import { RepairsList } from './repairs-list.tsx';

/** The library at a glance: profiles, what wants doing, and every test of every profile. */
export function OverviewPage() {
  const library = useLibrary();
  const selected = useProfile();
  const { filter, order } = useOverview();
  // State, not a ref: the matrix inside needs it, and a parent's ref is set after its children's effects.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [gate] = useState(createPictureGate);
  useEffect(() => (scroller ? gate.attach(scroller) : undefined), [gate, scroller]);

  const facts = useMemo(
    () => profilesOf(library).map((profile) => profileFacts(library, profile)),
    [library],
  );
  const tests = useMemo(() => matrixTests(library.suite, facts), [library.suite, facts]);
  const shown = useMemo(() => arrange(tests, filter, order), [tests, filter, order]);
  const steps = useMemo(() => nextSteps(facts, selected), [facts, selected]);
  const repairs = useMemo(() => findRepairs(library), [library]);

  return (
    <Page title="Overview" bare>
      <PictureGateContext value={gate}>
        <div ref={setScroller} className={styles.scroller}>
          <div className={styles.canvas}>
            <div className={styles.top}>
              {facts.length > 0 && <ProfileCards facts={facts} selected={selected} />}
              {steps.length + repairs.length > 0 && (
                <div className={lists.lists}>
                  {steps.length > 0 && <NextStepsList steps={steps} />}
                  {repairs.length > 0 && <RepairsList repairs={repairs} />}
                </div>
              )}
              {tests.length > 0 && facts.length > 0 && <MatrixToolbar tests={tests} />}
            </div>
            {tests.length === 0 || facts.length === 0 ? (
              <NothingYet hasTests={tests.length > 0} isBucket={library.place.kind === 'bucket'} />
            ) : (
              <Matrix tests={shown} facts={facts} selected={selected} scroller={scroller} />
            )}
          </div>
        </div>
      </PictureGateContext>
      <LightboxHost />
    </Page>
  );
}

function NothingYet({ hasTests, isBucket }: { hasTests: boolean; isBucket: boolean }) {
  return (
    <EmptyState
      icon={<IconLayoutGrid size={30} stroke={1.5} />}
      title={hasTests ? 'No profile yet' : 'No tests yet'}
      text={
        hasTests
          ? 'Choose or add a profile at the top, then copy its prompts into Midjourney.'
          : 'A suite of tests comes first: write them, or import a list.'
      }
      action={
        <>
          <Button component={Link} to={hasTests ? '/prompts' : '/tests'}>
            {hasTests ? 'Go to Prompts' : 'Go to Tests'}
          </Button>
          {isBucket && !hasTests && (
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/settings" search={{ section: 'storage' }} {...props} />}
            >
              Copy a library into this bucket
            </Button>
          )}
        </>
      }
    />
  );
}
