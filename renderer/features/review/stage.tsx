import { useElementSize } from '@mantine/hooks';
import { IconPhotoPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ScoreChip } from '#renderer/components/score-chip.tsx';
import { aspectOf } from '#renderer/lib/aspect.ts';
import { bridge } from '#renderer/lib/bridge.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { type PictureFile, pictureUrl } from '#shared/model/picture.ts';
import type { SuiteTest } from '#shared/model/suite.ts';
import { loadedPicture, loadPicture } from './picture-loading.ts';
import styles from './stage.module.css';

interface StageProps {
  test: SuiteTest;
  picture: PictureFile | undefined;
  /** As shown, over the picture. */
  rating: JsonObject | undefined;
  zoomed: boolean;
  onOpen(): void;
}

/** One test's picture as large as there is room, or the invitation to add one. */
export function Stage({ test, picture, rating, zoomed, onOpen }: StageProps) {
  const { ref, width, height } = useElementSize();
  return (
    <div ref={ref} className={styles.stage}>
      {picture ? (
        <LargePicture
          picture={picture}
          test={test}
          room={{ width, height }}
          rating={rating}
          zoomed={zoomed}
          onOpen={onOpen}
        />
      ) : (
        <PictureHole test={test} />
      )}
    </div>
  );
}

function LargePicture(props: Omit<StageProps, 'picture'> & { picture: PictureFile; room: Box }) {
  const { picture, test, room, rating, zoomed, onOpen } = props;
  const full = pictureUrl(bridge.pictureBase, picture, 'full');
  const ratio = usePictureRatio(full) ?? aspectOf(test);
  const box = boxIn(room, ratio);
  const [origin, setOrigin] = useState('center');
  return (
    <div className={styles.frame} style={box}>
      <button
        type="button"
        className={zoomed ? `${styles.open} ${styles.zoomed}` : styles.open}
        style={zoomed ? { transform: `scale(${zoomScale(full, box)})`, transformOrigin: origin } : undefined}
        onClick={onOpen}
        onPointerMove={({ nativeEvent }) => setOrigin(`${nativeEvent.offsetX}px ${nativeEvent.offsetY}px`)}
        aria-label={`Open ${test.title} large`}
      >
        <img
          className={styles.under}
          src={pictureUrl(bridge.pictureBase, picture, 240)}
          alt=""
          draggable={false}
        />
        <img
          key={full}
          className={styles.picture}
          src={full}
          alt={test.title}
          decoding="sync"
          draggable={false}
        />
      </button>
      <span className={styles.chip}>
        <ScoreChip rating={rating} overlay />
      </span>
    </div>
  );
}

/** Where a picture is missing: what to do, while rating stays possible. */
function PictureHole({ test }: { test: SuiteTest }) {
  return (
    <div className={styles.hole}>
      <IconPhotoPlus size={28} stroke={1.25} aria-hidden="true" />
      <strong>No picture yet</strong>
      <span>
        <Link to="/gallery" search={{ test: test.title }} className={styles.link}>
          Add it in the gallery
        </Link>
        , skip it, or rate it all the same.
      </span>
    </div>
  );
}

interface Box {
  width: number;
  height: number;
}

/** The largest box of this ratio in the room, in whole pixels. */
function boxIn(room: Box, ratio: number): Box {
  const width = Math.floor(Math.min(room.width, room.height * ratio));
  return { width, height: Math.floor(width / ratio) };
}

/** How much an enlarged picture grows: to its own pixels, and to twice its size at least. */
function zoomScale(url: string, box: Box): number {
  const pixels = loadedPicture(url)?.image.naturalWidth ?? 0;
  return Math.max(2, pixels / window.devicePixelRatio / Math.max(1, box.width));
}

function usePictureRatio(url: string): number | undefined {
  const [, setLoaded] = useState('');
  useEffect(() => {
    loadPicture(url).then(
      () => setLoaded(url),
      // The image element itself shows that it cannot be shown.
      () => undefined,
    );
  }, [url]);
  return loadedPicture(url)?.ratio;
}
