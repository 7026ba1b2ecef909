/** A rating as told: score, confidence (a number as a model gives it, a word as the form does), what is seen. */
export type ToldRating = readonly [
  score: number,
  confidence: number | 'High' | 'Medium' | 'Low',
  commentary: string,
];

/** A VOID rating as told, with the rendering style in fourth place. */
export type ToldVoid = readonly [...ToldRating, style: number];

/** What is said about one profile. */
export interface ProfileStory {
  readonly code: string;
  readonly label: string;
  readonly dna: readonly string[];
  /** By scene name. */
  readonly ratings: Readonly<Record<string, ToldRating>>;
  readonly unprompted: { readonly photo?: ToldVoid; readonly art?: ToldVoid };
}
