import { type Affinity, affinityLabels } from '#shared/model/rating.ts';
import { hasSeveralPictures, type SuiteTest, viewTest } from '#shared/model/suite.ts';

/** What the parts of a rating are called for a test. */
interface RatingWords {
  score: string;
  affinity: string;
  affinities: Record<Affinity, string>;
  palette: string;
  commentary: string;
  commentaryHint: string;
  /** Only for tests of several pictures. */
  renderingStyle: string | undefined;
}

const ordinaryWords: RatingWords = {
  score: 'Score',
  affinity: 'Affinity',
  affinities: affinityLabels,
  palette: 'Palette',
  commentary: 'Commentary',
  commentaryHint: 'How well the profile suits this kind of picture, and why',
  renderingStyle: undefined,
};

const voidWords: RatingWords = {
  score: 'Consistency',
  affinity: 'Signature',
  affinities: { native_fit: 'Clear', workable: 'Some', resistant: 'Variable' },
  palette: 'Dominant colours',
  commentary: 'Observations',
  commentaryHint: 'What recurs over the pictures: subject, light, palette, texture, composition',
  renderingStyle: 'Photographic strength',
};

/** The words for a test: those of its own for VOID tests, where eight pictures show a signature. */
export function wordsFor(test: SuiteTest): RatingWords {
  if (!hasSeveralPictures(test)) return ordinaryWords;
  return isArtistic(test) ? { ...voidWords, renderingStyle: 'Artistic strength' } : voidWords;
}

/** A signature's strength in full. */
export const signatureLabels: Record<Affinity, string> = {
  native_fit: 'Clear recurring patterns',
  workable: 'Some recurring patterns',
  resistant: 'Variable, no pattern',
};

/** What a rendering style of 1 to 10 says: 7 and more is the medium itself, 4 to 6 a hybrid. */
export function styleName(test: SuiteTest, style: number): string {
  if (style >= 4 && style < 7) return 'hybrid';
  return style >= 7 === isArtistic(test) ? 'painterly' : 'photographic';
}

function isArtistic(test: SuiteTest): boolean {
  return viewTest(test).section === 'VOID_ART' || test.title === 'Null Prompt (Art)';
}
