import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { PromptText } from '#renderer/components/prompt-text.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import { traitsOf } from '#shared/model/analysis.ts';
import { confidences } from '#shared/model/rating.ts';
import { type SuiteTest, sectionLabel, viewTest } from '#shared/model/suite.ts';
import { AffinityField } from './affinity-field.tsx';
import { ChoiceRow } from './choice-row.tsx';
import { CommentaryField } from './commentary-field.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { DnaField } from './dna-field.tsx';
import { NumberButtons } from './number-buttons.tsx';
import { PaletteField } from './palette-field.tsx';
import { PanelFoot } from './panel-foot.tsx';
import type { RatingField } from './rating-draft.ts';
import styles from './rating-panel.module.css';
import { ratingWriter, type ShownRating } from './review-writer.ts';
import type { Queue } from './use-queue.ts';
import type { ReviewActions } from './use-review-actions.ts';
import type { ReviewFields } from './use-review-keys.ts';
import { styleName, wordsFor } from './void-words.ts';

interface PanelProps {
  queue: Queue;
  test: SuiteTest;
  rating: ShownRating;
  actions: ReviewActions;
  fields: ReviewFields;
  measured: readonly string[];
  /** What digits set at the moment. */
  digits: 'score' | 'style';
  /** Whether the prompt was copied just now. */
  copied: boolean;
  onCopyPrompt(): void;
}

/** Everything that is said about one test's picture, and the way to the next. */
export function RatingPanel(props: PanelProps) {
  const { queue, test, rating, actions, fields, measured, digits } = props;
  const { view, unsaved } = rating;
  const words = wordsFor(test);
  const locked = queue.library.readOnly !== null;
  const conflicts = {
    text: (unsaved?.conflicts ?? []).filter(({ field }) => field === 'commentary'),
    others: (unsaved?.conflicts ?? []).filter(({ field }) => field !== 'commentary'),
  };
  const resolve = (field: RatingField, keep: 'mine' | 'theirs') =>
    ratingWriter.resolve({ profile: queue.profile, test: test.title }, field, keep);
  const traits = useMemo(() => traitsOf(queue.analysis), [queue.analysis]);
  const scroll = useRef<HTMLDivElement>(null);
  const isScrolled = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each test's panel begins at its top
  useLayoutEffect(() => {
    if (isScrolled.current) scroll.current?.scrollTo(0, 0);
  }, [test.title]);
  return (
    <aside className={styles.panel} aria-label="Rating">
      <div
        ref={scroll}
        className={styles.scroll}
        onScroll={(event) => {
          isScrolled.current = event.currentTarget.scrollTop > 0;
        }}
      >
        <PanelHead
          test={test}
          profile={queue.profile}
          copied={props.copied}
          onCopyPrompt={props.onCopyPrompt}
        />
        {conflicts.others.map((conflict) => (
          <ConflictNotice key={conflict.field} conflict={conflict} onResolve={resolve} />
        ))}
        <section className={styles.group}>
          <SectionLabel aside={digits === 'score' && <DigitKeys />}>{words.score}</SectionLabel>
          <NumberButtons
            label={words.score}
            value={view.score}
            byAffinity
            disabled={locked}
            onChoose={actions.score}
          />
        </section>
        {words.renderingStyle !== undefined && (
          <section className={styles.group}>
            <SectionLabel
              aside={
                <span className={styles.aside}>
                  {view.renderingStyle !== undefined && styleName(test, view.renderingStyle)}
                  {digits === 'style' ? <DigitKeys /> : <Key>S</Key>}
                </span>
              }
            >
              {words.renderingStyle}
            </SectionLabel>
            <NumberButtons
              label={words.renderingStyle}
              value={view.renderingStyle}
              disabled={locked}
              onChoose={actions.renderingStyle}
            />
          </section>
        )}
        <AffinityField test={test} rating={rating} actions={actions} disabled={locked} />
        <section className={styles.group}>
          <SectionLabel aside={<Key>Q</Key>}>Confidence</SectionLabel>
          <ChoiceRow
            label="Confidence"
            choices={[...confidences].reverse().map((value) => ({ value, label: value }))}
            value={view.confidence}
            disabled={locked}
            onChoose={(confidence) => actions.edit({ confidence })}
          />
        </section>
        <PaletteField
          label={words.palette}
          measured={measured}
          value={view.palette}
          disabled={locked}
          field={fields.palette}
          actions={actions}
        />
        <section className={styles.group}>
          <SectionLabel aside={<Key>C</Key>}>{words.commentary}</SectionLabel>
          {conflicts.text.map((conflict) => (
            <ConflictNotice key={conflict.field} conflict={conflict} besideField onResolve={resolve} />
          ))}
          <CommentaryField
            label={words.commentary}
            hint={words.commentaryHint}
            value={view.commentary}
            disabled={locked}
            field={fields.commentary}
            actions={actions}
          />
        </section>
        <DnaField
          profile={queue.profile}
          test={test.title}
          traits={traits}
          place={queue.place}
          disabled={locked}
          field={fields.trait}
        />
      </div>
      <PanelFoot queue={queue} rating={rating} actions={actions} />
    </aside>
  );
}

interface HeadProps extends Pick<PanelProps, 'test' | 'copied' | 'onCopyPrompt'> {
  profile: string;
}

const PanelHead = memo(function PanelHead({ test, profile, copied, onCopyPrompt }: HeadProps) {
  const { title, section, version } = viewTest(test);
  return (
    <header className={styles.head}>
      <div className={styles.titles}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.version} role="status">
          {copied ? 'Prompt copied' : `${sectionLabel(section)} · ${version}`}
        </span>
      </div>
      <button type="button" className={styles.prompt} title="Copy the prompt" onClick={onCopyPrompt}>
        <PromptText prompt={fullPrompt(test, profile)} />
      </button>
    </header>
  );
});

function DigitKeys() {
  return (
    <span className={styles.aside}>
      <Key>1</Key>…<Key>0</Key>
    </span>
  );
}
