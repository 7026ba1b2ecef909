import { Link } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { openLightbox } from '#renderer/components/lightbox/lightbox-store.ts';
import { Picture } from '#renderer/components/picture.tsx';
import { ScoreChip } from '#renderer/components/score-chip.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { labelOf } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { type SuiteTest, slotCount } from '#shared/model/suite.ts';
import { firstPicture, isEmpty, type ProfileResult } from './test-pictures.ts';
import styles from './test-results.module.css';

const tileWidth = 200;

/** As many as a pane shows at first; with hundreds of profiles the others follow when there is time. */
const firstTiles = 18;

interface TestResultsProps {
  library: LibrarySnapshot;
  test: SuiteTest;
  results: readonly ProfileResult[];
}

/** Every profile's picture and rating of a test side by side, the best score first. */
export function TestResults({ library, test, results }: TestResultsProps) {
  const shown = results.filter((result) => !isEmpty(result));
  const missing = results.length - shown.length;
  const count = useDeferredValue(shown.length, firstTiles);
  return (
    <section className={styles.results} aria-label="Profiles, best score first">
      <SectionLabel aside={missing === 0 ? undefined : `${missing} without picture or rating`}>
        Profiles
      </SectionLabel>
      {shown.length === 0 ? (
        <Link className={styles.invitation} to="/gallery" search={{ test: test.title }}>
          No profile has a picture of it yet. Add some in the Gallery.
        </Link>
      ) : (
        <ul className={styles.grid}>
          {shown.slice(0, count).map((result) => (
            <li key={result.profile} className={styles.item}>
              <Tile library={library} test={test} result={result} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Tile({
  library,
  test,
  result,
}: {
  library: LibrarySnapshot;
  test: SuiteTest;
  result: ProfileResult;
}) {
  const { profile, rating } = result;
  const first = firstPicture(result);
  const count = result.pictures.filter((file) => file !== undefined).length;
  const analysis = Object.hasOwn(library.analyses, profile) ? library.analyses[profile] : undefined;
  const caption = (
    <span className={styles.caption}>
      <span className={styles.profile}>{profile}</span>
      <span className={styles.label}>{labelOf(analysis)}</span>
    </span>
  );
  if (!first) {
    return (
      <Link
        className={styles.tile}
        to="/gallery"
        search={{ test: test.title }}
        title="Add a picture in the Gallery"
      >
        <span className={styles.hole}>
          add picture
          <Chip rating={rating} />
        </span>
        {caption}
      </Link>
    );
  }
  return (
    <button
      type="button"
      className={styles.tile}
      title="Show large"
      onClick={() =>
        openLightbox({
          at: { profile, test: test.title, slot: first.slot },
          thumbnailWidth: tileWidth,
          titles: [test.title],
        })
      }
    >
      <span className={styles.frame}>
        <Picture picture={first.picture} width={tileWidth} alt="" />
        <Chip rating={rating} />
        {slotCount(test) > 1 && (
          <span className={styles.count}>
            {count} of {slotCount(test)}
          </span>
        )}
      </span>
      {caption}
    </button>
  );
}

function Chip({ rating }: { rating: ProfileResult['rating'] }) {
  return (
    <span className={styles.chip}>
      <ScoreChip rating={rating} overlay />
    </span>
  );
}
