import { useEffect, useMemo, useRef, useState } from 'react';
import { openLightbox } from '#renderer/components/lightbox/lightbox-store.ts';
import { bridge } from '#renderer/lib/bridge.ts';
import { usePalettes } from '#renderer/lib/use-palettes.ts';
import { ratingOf } from '#shared/model/analysis.ts';
import { type PictureFile, pictureUrl } from '#shared/model/picture.ts';
import { hasSeveralPictures, type SuiteTest } from '#shared/model/suite.ts';
import { Filmstrip } from './filmstrip.tsx';
import { mergePalettes } from './merge-palettes.ts';
import { withColours } from './palette-field.tsx';
import { loadPicture } from './picture-loading.ts';
import { RatingPanel } from './rating-panel.tsx';
import styles from './review-large.module.css';
import type { ShownRating } from './review-writer.ts';
import { Stage } from './stage.tsx';
import { useCopyPrompt } from './use-copy-prompt.ts';
import { useHeldZoom } from './use-held-zoom.ts';
import type { Queue } from './use-queue.ts';
import type { ReviewActions } from './use-review-actions.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { VoidStage } from './void-stage.tsx';

const noPictures: readonly (PictureFile | undefined)[] = [];

/** One picture at a time, large, with everything on keys. */
export function ReviewLarge(props: {
  queue: Queue;
  test: SuiteTest;
  rating: ShownRating;
  actions: ReviewActions;
}) {
  const { queue, test, rating, actions } = props;
  const area = useRef<HTMLDivElement>(null);
  const fields = {
    commentary: useRef<HTMLTextAreaElement>(null),
    trait: useRef<HTMLInputElement>(null),
    palette: useRef<HTMLInputElement>(null),
  };
  const pictures = queue.matched.byTest.get(test.title) ?? noPictures;
  const several = hasSeveralPictures(test);
  const measured = useMeasured(pictures);
  const [zoomed, zoom] = useHeldZoom(test.title);
  const digits = useDigits(test, rating);
  const [copied, copy] = useCopyPrompt(test, queue.profile);
  const open = (slot: number) =>
    openLightbox({
      at: { profile: queue.profile, test: test.title, slot },
      thumbnailWidth: 116,
      titles: queue.titles,
    });
  usePreloading(queue);
  useEffect(() => area.current?.focus(), []);

  function takePalette(): void {
    const { palette } = rating.view;
    const next = withColours(palette, measured);
    if (next !== palette) actions.edit({ palette: next });
  }

  useReviewKeys({
    actions,
    fields,
    digit: digits.sets === 'style' ? actions.renderingStyle : actions.score,
    toggleDigits: several ? digits.toggle : undefined,
    takePalette,
    zoom,
    copyPrompt: copy,
  });

  return (
    <div className={styles.review}>
      <div ref={area} className={styles.area} tabIndex={-1}>
        <div className={styles.stage}>
          {several ? (
            <VoidStage test={test} pictures={pictures} onOpen={open} />
          ) : (
            <Stage
              test={test}
              picture={pictures[0]}
              rating={ratingOf(queue.analysis, test.title)}
              zoomed={zoomed}
              onOpen={() => open(0)}
            />
          )}
        </div>
        <Filmstrip queue={queue} onChoose={actions.goTo} />
      </div>
      <RatingPanel
        queue={queue}
        test={test}
        rating={rating}
        actions={actions}
        fields={fields}
        measured={measured}
        digits={digits.sets}
        copied={copied}
        onCopyPrompt={copy}
      />
    </div>
  );
}

/** The measured colours of a test's pictures: of one, or the commonest over several. */
function useMeasured(pictures: readonly (PictureFile | undefined)[]): readonly string[] {
  const present = useMemo(() => pictures.filter((picture) => picture !== undefined), [pictures]);
  const palettes = usePalettes(present);
  return useMemo(() => mergePalettes([...palettes.values()]), [palettes]);
}

/**
 * What digits set. In a VOID test the consistency comes first and the style after it, so that both are
 * two keys; S changes over.
 */
function useDigits(test: SuiteTest, { view }: ShownRating): { sets: 'score' | 'style'; toggle(): void } {
  const [chosen, setChosen] = useState<{ test: string; sets: 'score' | 'style' }>();
  const natural =
    hasSeveralPictures(test) && view.score !== undefined && view.renderingStyle === undefined
      ? 'style'
      : 'score';
  const sets = chosen?.test === test.title ? chosen.sets : natural;
  return {
    sets,
    toggle: () => setChosen({ test: test.title, sets: sets === 'style' ? 'score' : 'style' }),
  };
}

/** Loads and decodes what the next keys will show. */
function usePreloading({ titles, position, matched }: Queue): void {
  useEffect(() => {
    for (const index of [position + 1, position - 1, position + 2]) {
      const [picture, ...others] = matched.byTest.get(titles[index] ?? '') ?? [];
      if (!picture || others.length > 0) continue;
      loadPicture(pictureUrl(bridge.pictureBase, picture, 'full')).catch(() => undefined);
    }
  }, [titles, position, matched]);
}
