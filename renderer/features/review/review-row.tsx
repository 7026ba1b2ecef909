import { NativeSelect, Textarea } from '@mantine/core';
import { memo } from 'react';
import { AffinityMark } from '#renderer/components/affinity-mark.tsx';
import { openLightbox } from '#renderer/components/lightbox/lightbox-store.ts';
import { Picture } from '#renderer/components/picture.tsx';
import { PromptText } from '#renderer/components/prompt-text.tsx';
import { type Analysis, ratingOf } from '#shared/model/analysis.ts';
import type { PictureFile } from '#shared/model/picture.ts';
import { affinities, type Confidence, confidences, type RatingEdit } from '#shared/model/rating.ts';
import { type SuiteTest, sectionLabel, viewTest } from '#shared/model/suite.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import type { RatingWriter } from './rating-writer.ts';
import styles from './review-row.module.css';
import { useShownRating } from './review-writer.ts';
import { wordsFor } from './void-words.ts';

interface ReviewRowProps {
  test: SuiteTest;
  profile: string;
  analysis: Analysis | undefined;
  pictures: readonly (PictureFile | undefined)[] | undefined;
  /** The queue, for stepping in the lightbox. */
  titles: readonly string[];
  locked: boolean;
  writer: RatingWriter;
}

const scoreValues = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** The choices of a field, which says what it is while nothing is chosen. */
function choicesOf(name: string, values: readonly string[]): { value: string; label: string }[] {
  return [{ value: '', label: name }, ...values.map((value) => ({ value, label: value }))];
}

/** One test with its rating, every field in place. */
export const ReviewRow = memo(function ReviewRow(props: ReviewRowProps) {
  const { test, profile, analysis, locked, writer } = props;
  const target = { profile, test: test.title };
  const { view, unsaved } = useShownRating(target, ratingOf(analysis, test.title));
  const words = wordsFor(test);
  const edit = (change: RatingEdit) => writer.edit(target, change, 'now');
  const numberOf = (value: string) => (value === '' ? undefined : Number(value));
  return (
    <div className={styles.row}>
      <Thumbnail {...props} />
      <div className={styles.what}>
        <h2 className={styles.title}>{test.title}</h2>
        <span className={styles.section}>{sectionLabel(viewTest(test).section)}</span>
        <PromptText prompt={viewTest(test).prompt} lines={2} />
      </div>
      <div className={styles.numbers}>
        <NativeSelect
          size="xs"
          aria-label={`${words.score} of ${test.title}`}
          title={words.score}
          data={choicesOf(words.score, scoreValues)}
          value={view.score ?? ''}
          disabled={locked}
          onChange={(event) => edit({ score: numberOf(event.currentTarget.value) })}
        />
        {words.renderingStyle !== undefined && (
          <NativeSelect
            size="xs"
            aria-label={`${words.renderingStyle} of ${test.title}`}
            title={words.renderingStyle}
            data={choicesOf(words.renderingStyle, scoreValues)}
            value={view.renderingStyle ?? ''}
            disabled={locked}
            onChange={(event) => edit({ renderingStyle: numberOf(event.currentTarget.value) })}
          />
        )}
        <NativeSelect
          size="xs"
          aria-label={`Confidence of ${test.title}`}
          title="Confidence"
          data={choicesOf('Confidence', confidences)}
          value={view.confidence ?? ''}
          disabled={locked}
          onChange={(event) =>
            edit({ confidence: (event.currentTarget.value || undefined) as Confidence | undefined })
          }
        />
      </div>
      <fieldset
        className={styles.affinities}
        aria-label={`${words.affinity} of ${test.title}`}
        disabled={locked}
      >
        {[...affinities].reverse().map((affinity) => (
          <button
            key={affinity}
            type="button"
            className={styles.affinity}
            title={words.affinities[affinity]}
            aria-label={words.affinities[affinity]}
            aria-pressed={view.affinity === affinity}
            onClick={() => edit({ affinity })}
          >
            <AffinityMark affinity={affinity} size={12} />
          </button>
        ))}
      </fieldset>
      <div className={styles.text}>
        <Textarea
          size="xs"
          classNames={{ input: styles.commentary ?? '' }}
          aria-label={`${words.commentary} of ${test.title}`}
          placeholder={words.commentary}
          value={view.commentary}
          disabled={locked}
          onChange={(event) => writer.edit(target, { commentary: event.currentTarget.value }, 'after-pause')}
          onBlur={() => void writer.flush()}
        />
        {unsaved?.error && (
          <span className={styles.failed}>Not saved, kept here: {unsaved.error.message}</span>
        )}
        {unsaved?.conflicts.map((conflict) => (
          <ConflictNotice
            key={conflict.field}
            conflict={conflict}
            besideField={conflict.field === 'commentary'}
            onResolve={(field, keep) => writer.resolve(target, field, keep)}
          />
        ))}
      </div>
    </div>
  );
});

function Thumbnail({ test, profile, pictures, titles }: ReviewRowProps) {
  const slot = pictures?.findIndex((picture) => picture !== undefined) ?? -1;
  const picture = pictures?.[slot];
  if (!picture) return <span className={styles.hole}>no picture</span>;
  return (
    <button
      type="button"
      className={styles.thumbnail}
      aria-label={`Open ${test.title} large`}
      onClick={() => openLightbox({ at: { profile, test: test.title, slot }, thumbnailWidth: 128, titles })}
    >
      <Picture picture={picture} width={128} alt="" />
    </button>
  );
}
