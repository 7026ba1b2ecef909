import { useElementSize } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { Picture } from '#renderer/components/picture.tsx';
import { aspectOf } from '#renderer/lib/aspect.ts';
import type { PictureFile } from '#shared/model/picture.ts';
import type { SuiteTest } from '#shared/model/suite.ts';
import { bestGrid } from './best-grid.ts';
import styles from './void-stage.module.css';

const gap = 8;

/** All pictures of a VOID test together, so that what recurs is seen at one look. */
export function VoidStage(props: {
  test: SuiteTest;
  pictures: readonly (PictureFile | undefined)[];
  onOpen(slot: number): void;
}) {
  const { test, pictures, onOpen } = props;
  const { ref, width, height } = useElementSize();
  const grid = bestGrid({ width, height }, pictures.length, aspectOf(test), gap);
  return (
    <div ref={ref} className={styles.room}>
      <ol
        className={styles.grid}
        style={{
          gap,
          gridTemplateColumns: `repeat(${grid.columns}, ${grid.width}px)`,
          gridAutoRows: grid.height,
        }}
        aria-label={`Pictures of ${test.title}`}
      >
        {pictures.map((picture, slot) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
          <li key={slot} className={styles.slot}>
            {picture ? (
              <button
                type="button"
                className={styles.open}
                onClick={() => onOpen(slot)}
                aria-label={`Open picture ${slot + 1} large`}
              >
                <Picture picture={picture} width={Math.max(160, grid.width)} alt="" eager />
              </button>
            ) : (
              <Link to="/gallery" search={{ test: test.title }} className={styles.hole}>
                Add picture {slot + 1}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
