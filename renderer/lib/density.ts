import { useSettings } from './settings.ts';

/** Heights of a row in CSS pixels by density: the same as the tokens of these names. */
const rowHeights = {
  matrix: { comfortable: 66, compact: 52 },
  test: { comfortable: 48, compact: 40 },
} as const;

/** The height of a list's rows in CSS pixels, for lists of which only the part in view exists. */
export function useRowHeight(list: keyof typeof rowHeights): number {
  return rowHeights[list][useSettings().appearance.density];
}
