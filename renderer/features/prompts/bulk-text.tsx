import { Button, Textarea } from '@mantine/core';
import { IconArrowUpRight, IconCopy } from '@tabler/icons-react';
import { type RefObject, useMemo } from 'react';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { bulkPrompts } from '#shared/midjourney/prompt.ts';
import { baselineProfile } from '#shared/model/analysis.ts';
import { hasSeveralPictures } from '#shared/model/suite.ts';
import styles from './bulk-text.module.css';
import { countJobs, type PromptEntry } from './prompt-sets.ts';

/** The shown prompts as one text, line by line the same as the single ones. */
export function BulkText(props: {
  entries: readonly PromptEntry[];
  profile: string;
  onlyMissing: boolean;
  marks: number;
  field: RefObject<HTMLTextAreaElement | null>;
  onCopy(): void;
  onClearMarks(): void;
  onOpenMidjourney(): void;
}) {
  const { entries, profile, onlyMissing, marks, field } = props;
  const text = useMemo(
    () =>
      bulkPrompts(
        entries.map(({ test }) => test),
        profile,
      ),
    [entries, profile],
  );
  const hasVoid = entries.some(({ test }) => hasSeveralPictures(test));
  return (
    <aside className={styles.bulk} aria-label="All as one text">
      <SectionLabel aside={countJobs(entries, onlyMissing)}>One text</SectionLabel>
      <Textarea
        ref={field}
        readOnly
        aria-label="Prompts, one per line"
        value={text}
        classNames={{ root: styles.field ?? '', wrapper: styles.fill ?? '', input: styles.input ?? '' }}
        onFocus={(event) => event.currentTarget.select()}
      />
      {hasVoid && <p className={styles.note}>VOID prompts run until they have 8 pictures, 4 a job.</p>}
      {profile === baselineProfile && (
        <p className={styles.note}>
          The baseline has no --p. Switch Personalization off in Midjourney, or it adds your own profile.
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          variant="default"
          leftSection={<IconCopy size={15} stroke={1.6} />}
          disabled={entries.length === 0}
          onClick={props.onCopy}
        >
          Copy these
        </Button>
        <Button
          variant="default"
          rightSection={<IconArrowUpRight size={14} stroke={1.6} />}
          onClick={props.onOpenMidjourney}
        >
          Midjourney
        </Button>
      </div>
      {marks > 0 && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={props.onClearMarks}>
          Clear {marks === 1 ? 'the copied mark' : `${marks} copied marks`}
        </Button>
      )}
    </aside>
  );
}
