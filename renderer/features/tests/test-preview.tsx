import { useDeferredValue, useMemo } from 'react';
import { PromptText } from '#renderer/components/prompt-text.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { useProfile } from '#renderer/lib/selection.ts';
import { lintTest } from '#shared/midjourney/parameters.ts';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import { pictureName } from '#shared/model/picture.ts';
import { hasSeveralPictures, type SuiteTest, slotCount } from '#shared/model/suite.ts';
import { LintNotes } from './lint-notes.tsx';
import styles from './test-form.module.css';

/** What comes of a test as it is being typed, for the chosen profile. */
export function TestPreview({ test }: { test: SuiteTest }) {
  const profile = useProfile();
  const shown = useDeferredValue(test);
  const findings = useMemo(() => lintTest(shown), [shown]);
  const name = pictureName(profile, shown, 0);
  return (
    <section className={styles.preview} aria-label="Preview">
      <div className={styles.part}>
        <SectionLabel aside={profile}>Full prompt</SectionLabel>
        <div className={styles.prompt}>
          <PromptText prompt={fullPrompt(shown, profile)} />
        </div>
      </div>
      <div className={styles.part}>
        <SectionLabel>{hasSeveralPictures(shown) ? 'Picture files' : 'Picture file'}</SectionLabel>
        <code className={styles.file}>
          {shown.title === '' ? 'Named after the title' : name}
          {shown.title !== '' && hasSeveralPictures(shown) && (
            <>
              <br />… {pictureName(profile, shown, slotCount(shown) - 1)}
            </>
          )}
        </code>
      </div>
      <div className={styles.part} role="status">
        <SectionLabel>Check</SectionLabel>
        {findings.length === 0 ? (
          <p className={styles.quiet}>Nothing to remark.</p>
        ) : (
          <LintNotes findings={findings} />
        )}
      </div>
    </section>
  );
}
