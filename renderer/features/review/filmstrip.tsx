import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef } from 'react';
import { Picture } from '#renderer/components/picture.tsx';
import { ScoreChip } from '#renderer/components/score-chip.tsx';
import { ratingOf } from '#shared/model/analysis.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { PictureFile } from '#shared/model/picture.ts';
import styles from './filmstrip.module.css';
import type { Queue } from './use-queue.ts';

const frameWidth = 116;
const gap = 6;

/** The queue as a strip of thumbnails with their ratings; only those in view exist. */
export function Filmstrip({ queue, onChoose }: { queue: Queue; onChoose(title: string): void }) {
  const { titles, position, matched, analysis } = queue;
  const strip = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: titles.length,
    horizontal: true,
    getScrollElement: () => strip.current,
    estimateSize: () => frameWidth,
    gap,
    overscan: 6,
    paddingStart: 12,
    paddingEnd: 12,
  });
  useEffect(() => {
    if (position >= 0) virtual.scrollToIndex(position, { align: 'center' });
  }, [position, virtual]);
  return (
    <div ref={strip} className={styles.strip}>
      <ol className={styles.track} style={{ width: virtual.getTotalSize() }} aria-label="Queue">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const title = titles[index] ?? '';
          const picture = matched.byTest.get(title)?.find((file) => file !== undefined);
          return (
            <li
              key={title}
              className={styles.place}
              style={{ width: frameWidth, transform: `translateX(${start}px)` }}
              aria-setsize={titles.length}
              aria-posinset={index + 1}
            >
              <Frame
                title={title}
                picture={picture}
                rating={ratingOf(analysis, title)}
                isCurrent={index === position}
                onChoose={onChoose}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const Frame = memo(function Frame(props: {
  title: string;
  picture: PictureFile | undefined;
  rating: JsonObject | undefined;
  isCurrent: boolean;
  onChoose(title: string): void;
}) {
  const { title, picture, rating, isCurrent, onChoose } = props;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.frame}
      aria-current={isCurrent ? 'true' : undefined}
      aria-label={picture ? title : `${title}: no picture`}
      title={title}
      onClick={(event) => {
        event.currentTarget.blur();
        onChoose(title);
      }}
    >
      {picture ? (
        <Picture picture={picture} width={frameWidth} alt="" eager />
      ) : (
        <span className={styles.hole}>no picture</span>
      )}
      <span className={styles.chip}>
        <ScoreChip rating={rating} overlay />
      </span>
    </button>
  );
});
