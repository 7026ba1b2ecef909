import type { ReactNode } from 'react';
import { AffinityMark } from '#renderer/components/affinity-mark.tsx';
import { PaletteStrip } from '#renderer/components/palette-strip.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { momentInWords, useNow } from '#renderer/lib/times.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { affinityLabels, type RatingView, viewRating } from '#shared/model/rating.ts';
import styles from './conflict-side.module.css';
import type { ConflictSide } from './conflict-view.ts';

/** One of the two values, who put it there and when, and under it what to do with it. */
export function ConflictSideView(props: {
  label: string;
  who: string;
  at: string;
  side: ConflictSide;
  /** What stands on the other side: what is the same there is quieter. */
  other: ConflictSide;
  children: ReactNode;
}) {
  const { label, who, at, side, other, children } = props;
  const when = momentInWords(at, useNow());
  const by = [who || 'somebody', when].filter((part) => part !== '').join(', ');
  return (
    <section className={styles.side} aria-label={label}>
      <SectionLabel aside={by}>{label}</SectionLabel>
      {side.kind === 'rating' && (
        <Rating rating={side.rating} {...(other.kind === 'rating' ? { other: other.rating } : {})} />
      )}
      {side.kind === 'lines' && <Lines lines={side.lines} />}
      {side.kind === 'nothing' && <p className={styles.nothing}>{side.text}</p>}
      <div className={styles.actions}>{children}</div>
    </section>
  );
}

function Rating({ rating, other }: { rating: JsonObject; other?: JsonObject }) {
  const view = viewRating(rating);
  const otherView = other && viewRating(other);
  const isSame = (field: keyof RatingView) => otherView !== undefined && view[field] === otherView[field];
  const colours = view.palette.match(/#[0-9a-f]{6}\b/gi) ?? [];
  return (
    <div className={styles.rating}>
      <div className={styles.figures}>
        <span className={styles.score} data-same={isSame('score') || undefined}>
          {view.score ?? '–'}
        </span>
        <span className={styles.affinity} data-same={isSame('affinity') || undefined}>
          <AffinityMark affinity={view.affinity} size={12} />
          <span aria-hidden="true">{view.affinity ? affinityLabels[view.affinity] : 'No affinity'}</span>
        </span>
        {view.confidence !== undefined && (
          <span className={styles.confidence} data-same={isSame('confidence') || undefined}>
            {view.confidence} confidence
          </span>
        )}
        {view.renderingStyle !== undefined && (
          <span className={styles.confidence} data-same={isSame('renderingStyle') || undefined}>
            Rendering style {view.renderingStyle}
          </span>
        )}
      </div>
      {view.commentary !== '' && (
        <p className={styles.commentary} data-same={isSame('commentary') || undefined}>
          {view.commentary}
        </p>
      )}
      {colours.length > 0 && <PaletteStrip colours={colours} height={10} />}
      {colours.length === 0 && view.palette !== '' && (
        <p className={styles.palette} data-same={isSame('palette') || undefined}>
          Palette: {view.palette}
        </p>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: Extract<ConflictSide, { kind: 'lines' }>['lines'] }) {
  return (
    <dl className={styles.lines}>
      {lines.map(({ label, text }) => (
        <div key={`${label} ${text}`}>
          {label !== '' && <dt>{label}</dt>}
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
