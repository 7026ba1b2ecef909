import { Button, Switch, Textarea } from '@mantine/core';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { AffinityMark } from '#renderer/components/affinity-mark.tsx';
import { Key } from '#renderer/components/key.tsx';
import { PromptText } from '#renderer/components/prompt-text.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import { type Affinity, affinities, affinityOfScore, confidences } from '#shared/model/rating.ts';
import { type SuiteTest, sectionLabel, viewTest } from '#shared/model/suite.ts';
import { ChoiceRow } from './choice-row.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { DnaField } from './dna-field.tsx';
import { NumberButtons } from './number-buttons.tsx';
import { PaletteField } from './palette-field.tsx';
import { unratedIn } from './queue.ts';
import styles from './rating-panel.module.css';
import { setAutoNext, useReviewState } from './review-store.ts';
import { ratingWriter, type ShownRating } from './review-writer.ts';
import { SaveState } from './save-state.tsx';
import type { Queue } from './use-queue.ts';
import type { ReviewActions } from './use-review-actions.ts';
import type { ReviewFields } from './use-review-keys.ts';
import { signatureLabels, styleName, wordsFor } from './void-words.ts';

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
  onTakePalette(): void;
  onCopyPrompt(): void;
}

/** Everything that is said about one test's picture, and the way to the next. */
export function RatingPanel(props: PanelProps) {
  const { queue, test, rating, actions, fields, measured, digits } = props;
  const { view, unsaved } = rating;
  const words = wordsFor(test);
  const locked = queue.library.readOnly !== null;
  const [isWriting, setIsWriting] = useState(false);
  const scroll = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each test's panel begins at its top
  useLayoutEffect(() => {
    scroll.current?.scrollTo(0, 0);
  }, [test.title]);
  return (
    <aside className={styles.panel} aria-label="Rating">
      <div ref={scroll} className={styles.scroll}>
        <PanelHead {...props} />
        {unsaved?.conflicts.map((conflict) => (
          <ConflictNotice
            key={conflict.field}
            conflict={conflict}
            onResolve={(field, keep) =>
              ratingWriter.resolve({ profile: queue.profile, test: test.title }, field, keep)
            }
          />
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
        <AffinityGroup test={test} rating={rating} actions={actions} disabled={locked} />
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
          onChange={(palette) => actions.edit({ palette }, 'after-pause')}
          onLeave={actions.saveText}
          onTakeOver={props.onTakePalette}
        />
        <section className={styles.group}>
          <SectionLabel
            aside={
              <span className={styles.aside}>
                <Key>C</Key>
              </span>
            }
          >
            {words.commentary}
          </SectionLabel>
          <Textarea
            ref={fields.commentary}
            aria-label={words.commentary}
            placeholder={words.commentaryHint}
            autosize
            minRows={3}
            maxRows={isWriting ? 16 : 7}
            value={view.commentary}
            disabled={locked}
            onChange={(event) => actions.edit({ commentary: event.currentTarget.value }, 'after-pause')}
            onFocus={() => setIsWriting(true)}
            onBlur={() => {
              setIsWriting(false);
              actions.saveText();
            }}
          />
        </section>
        <DnaField queue={queue} disabled={locked} field={fields.trait} />
      </div>
      <PanelFoot queue={queue} rating={rating} actions={actions} />
    </aside>
  );
}

function PanelHead({ queue, test, copied, onCopyPrompt }: PanelProps) {
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
        <PromptText prompt={fullPrompt(test, queue.profile)} />
      </button>
    </header>
  );
}

function AffinityGroup(props: {
  test: SuiteTest;
  rating: ShownRating;
  actions: ReviewActions;
  disabled: boolean;
}) {
  const { view } = props.rating;
  const words = wordsFor(props.test);
  const follows =
    view.score !== undefined && view.affinity === affinityOfScore(view.score) ? 'follows the score' : null;
  const byHand = view.score !== undefined && view.affinity !== undefined && follows === null;
  const keys: Record<Affinity, string> = { native_fit: 'N', workable: 'W', resistant: 'R' };
  return (
    <section className={styles.group}>
      <SectionLabel
        aside={
          byHand ? (
            <button type="button" className={styles.follow} onClick={props.actions.followScore}>
              set by hand · follow the score <Key>F</Key>
            </button>
          ) : (
            follows
          )
        }
      >
        {words.affinity}
      </SectionLabel>
      <ChoiceRow
        label={words.affinity}
        choices={[...affinities].reverse().map((value) => ({
          value,
          label: words.affinities[value],
          title: `${words.renderingStyle === undefined ? words.affinities[value] : signatureLabels[value]} (${keys[value]})`,
          mark: <AffinityMark affinity={value} size={11} />,
        }))}
        value={view.affinity}
        disabled={props.disabled}
        onChoose={props.actions.affinity}
      />
    </section>
  );
}

function PanelFoot({ queue, rating, actions }: Pick<PanelProps, 'queue' | 'rating' | 'actions'>) {
  const autoNext = useReviewState((state) => state.autoNext);
  const remaining = useMemo(() => unratedIn(queue.titles, queue.analysis), [queue.titles, queue.analysis]);
  const isDone = remaining === 0 && queue.filter.kind === 'unrated';
  return (
    <footer className={styles.foot}>
      <div className={styles.state}>
        <SaveState rating={rating} onRetry={actions.saveText} onClear={actions.clear} />
        <Switch
          size="xs"
          label="Auto-next"
          checked={autoNext}
          onChange={(event) => setAutoNext(event.currentTarget.checked)}
        />
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={actions.skip} rightSection={<Key>→</Key>}>
          Skip
        </Button>
        <Button onClick={actions.next} disabled={isDone} rightSection={<Key>Space</Key>}>
          {isDone ? 'All rated' : remaining === 0 ? 'Next' : 'Next unrated'}
        </Button>
      </div>
    </footer>
  );
}

function DigitKeys() {
  return (
    <span className={styles.aside}>
      <Key>1</Key>…<Key>0</Key>
    </span>
  );
}
