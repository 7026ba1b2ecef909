import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { CompletenessRing } from '#renderer/components/completeness-ring.tsx';
import { openLightbox } from '#renderer/components/lightbox/lightbox-store.ts';
import { PaletteStrip } from '#renderer/components/palette-strip.tsx';
import { Picture } from '#renderer/components/picture.tsx';
import { ScoreChip } from '#renderer/components/score-chip.tsx';
import { selectProfile } from '#renderer/lib/selection.ts';
import { usePalettes } from '#renderer/lib/use-palettes.ts';
import { mergeColours } from './merge-colours.ts';
import styles from './profile-cards.module.css';
import type { ProfileFacts, ShownTest } from './profile-facts.ts';

interface ProfileCardsProps {
  facts: readonly ProfileFacts[];
  selected: string;
}

const gap = 10;
const leastWidth = 188;
const mostWidth = 260;

/** The profiles as cards, side by side; only those in view exist. */
export function ProfileCards({ facts, selected }: ProfileCardsProps) {
  const strip = useRef<HTMLUListElement>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = strip.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const fair = Math.floor((room - gap * (facts.length - 1)) / Math.max(1, facts.length));
  const width = Math.min(mostWidth, Math.max(leastWidth, fair));
  const virtual = useVirtualizer({
    horizontal: true,
    count: facts.length,
    getScrollElement: () => strip.current,
    estimateSize: () => width,
    // A new function for a new width: that is how the virtualizer learns of it.
    getItemKey: useCallback((index: number) => `${index} ${width}`, [width]),
    gap,
    overscan: 2,
  });
  useEffect(() => {
    const index = facts.findIndex(({ profile }) => profile === selected);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [virtual, facts, selected]);

  return (
    <ul ref={strip} className={styles.strip} aria-label="Profiles">
      <li className={styles.space} style={{ width: virtual.getTotalSize() }} aria-hidden="true" />
      {virtual.getVirtualItems().map(({ index, start }) => {
        const own = facts[index];
        return (
          own && (
            <li
              key={own.profile}
              className={styles.place}
              style={{ width, transform: `translateX(${start}px)` }}
            >
              <ProfileCard facts={own} isSelected={own.profile === selected} width={width} />
            </li>
          )
        );
      })}
    </ul>
  );
}

interface ProfileCardProps {
  facts: ProfileFacts;
  isSelected: boolean;
  width: number;
}

const ProfileCard = memo(function ProfileCard({ facts, isSelected, width }: ProfileCardProps) {
  const { profile, label, statistics, completeness, best, worst } = facts;
  const palette = useProfilePalette(facts);
  return (
    <article className={styles.card} data-selected={isSelected}>
      <div className={styles.pictures}>
        <CardPicture profile={profile} shown={best} what="Best" width={width / 2} />
        {worst && <CardPicture profile={profile} shown={worst} what="Worst" width={width / 2} />}
      </div>
      <button
        type="button"
        className={styles.text}
        aria-pressed={isSelected}
        onClick={() => selectProfile(profile)}
      >
        <span className={styles.name}>{profile}</span>
        <span className={styles.label}>{label || 'No label yet'}</span>
        <span className={styles.numbers}>
          <span className={styles.mean}>{statistics.mean?.toFixed(1) ?? '–'}</span>
          <span className={styles.interval}>{describeInterval(facts)}</span>
          <span className={styles.rated}>
            <CompletenessRing rated={completeness.rated} total={completeness.tests} size={13} />
            {completeness.rated}/{completeness.tests}
          </span>
        </span>
        <PaletteStrip colours={palette} />
      </button>
    </article>
  );
});

interface CardPictureProps {
  profile: string;
  shown: ShownTest | undefined;
  what: string;
  width: number;
}

function CardPicture({ profile, shown, what, width }: CardPictureProps) {
  if (!shown) return <span className={styles.noPicture}>No picture yet</span>;
  const { title, slot, picture, rating } = shown;
  return (
    <button
      type="button"
      className={styles.picture}
      title={rating ? `${what}: ${title}` : title}
      onClick={() => openLightbox({ at: { profile, test: title, slot }, thumbnailWidth: width })}
    >
      <Picture picture={picture} width={width} alt={`${what} of ${profile}: ${title}`} eager />
      <span className={styles.chip}>
        <ScoreChip rating={rating} overlay />
      </span>
    </button>
  );
}

function describeInterval({ statistics }: ProfileFacts): string {
  if (statistics.interval !== undefined) return `± ${statistics.interval.toFixed(1)}`;
  if (statistics.count === 0) return 'not rated';
  return statistics.count === 1 ? '1 test only' : `${statistics.count} tests`;
}

/** Milliseconds that a card is in view before its colours are measured: they must not delay pictures. */
const settled = 400;

function useProfilePalette({ matched }: ProfileFacts): string[] {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settled);
    return () => clearTimeout(timer);
  }, []);
  const pictures = useMemo(
    () => (isSettled ? [...matched.byTest.values()].flat().filter((picture) => picture !== undefined) : []),
    [matched, isSettled],
  );
  const palettes = usePalettes(pictures);
  return useMemo(() => mergeColours(palettes.values(), 8), [palettes]);
}
