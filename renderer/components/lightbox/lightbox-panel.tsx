import { Button } from '@mantine/core';
import { IconCopy, IconStar } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { usePalettes } from '#renderer/lib/use-palettes.ts';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import { labelOf, ratingOf, traitsOf } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { affinityLabels, isRated, viewRating } from '#shared/model/rating.ts';
import { findTest, sectionLabel, viewTest } from '#shared/model/suite.ts';
import { AffinityMark } from '../affinity-mark.tsx';
import { Key } from '../key.tsx';
import { PaletteStrip } from '../palette-strip.tsx';
import { PromptText } from '../prompt-text.tsx';
import { SectionLabel } from '../section-label.tsx';
import styles from './lightbox-panel.module.css';
import type { LightboxStep } from './lightbox-steps.ts';

interface LightboxPanelProps {
  library: LibrarySnapshot;
  step: LightboxStep;
  onReview(): void;
  onCopy(): void;
}

/** What is known of the picture: prompt, rating, palette, the profile's traits. */
export const LightboxPanel = memo(function LightboxPanel(props: LightboxPanelProps) {
  const { library, step, onReview, onCopy } = props;
  const test = findTest(library.suite, step.test);
  const analysis = Object.hasOwn(library.analyses, step.profile) ? library.analyses[step.profile] : undefined;
  const traits = traitsOf(analysis);
  const pictures = useMemo(() => [step.picture], [step.picture]);
  const palette = usePalettes(pictures).get(step.picture.id) ?? [];
  const view = test && viewTest(test);
  return (
    <aside className={styles.panel} aria-label="About this picture">
      <div>
        <h2 className={styles.title}>{step.test}</h2>
        <p className={styles.quiet}>
          {view ? `${sectionLabel(view.section)} · ${view.version}` : 'Not in the suite'}
        </p>
      </div>
      <Rating library={library} step={step} />
      <section>
        <SectionLabel>Palette</SectionLabel>
        <PaletteStrip colours={palette} height={24} />
      </section>
      {test && (
        <section>
          <SectionLabel>Prompt</SectionLabel>
          <div className={styles.prompt}>
            <PromptText prompt={fullPrompt(test, step.profile)} />
          </div>
        </section>
      )}
      {traits.length > 0 && (
        <section>
          <SectionLabel aside={labelOf(analysis)}>Profile DNA</SectionLabel>
          <ul className={styles.traits}>
            {traits.map((trait) => (
              <li key={trait}>{trait}</li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles.actions}>
        {test && (
          <Button
            variant="default"
            leftSection={<IconCopy size={15} />}
            rightSection={<Key>C</Key>}
            onClick={onCopy}
          >
            Copy prompt
          </Button>
        )}
        {test && (
          <Button leftSection={<IconStar size={15} />} rightSection={<Key>R</Key>} onClick={onReview}>
            Review
          </Button>
        )}
      </div>
    </aside>
  );
});

function Rating({ library, step }: { library: LibrarySnapshot; step: LightboxStep }) {
  const analysis = Object.hasOwn(library.analyses, step.profile) ? library.analyses[step.profile] : undefined;
  const rating = ratingOf(analysis, step.test);
  if (!rating || !isRated(rating)) return <p className={styles.quiet}>Not rated yet.</p>;
  const { score, affinity, confidence, commentary, palette, ratedBy } = viewRating(rating);
  return (
    <section className={styles.rating}>
      <div className={styles.score}>
        <span className={styles.number}>{score ?? '–'}</span>
        <span className={styles.affinity}>
          <AffinityMark affinity={affinity} size={11} />
          {affinity ? affinityLabels[affinity] : 'No affinity'}
        </span>
        {confidence && <span className={styles.quiet}>{confidence} confidence</span>}
      </div>
      {commentary !== '' && <p className={styles.commentary}>{commentary}</p>}
      {palette !== '' && <p className={styles.quiet}>{palette}</p>}
      {ratedBy !== '' && <p className={styles.quiet}>Rated by {ratedBy}</p>}
    </section>
  );
}
