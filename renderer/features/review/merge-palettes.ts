/** Colours shown for several pictures together. */
const shown = 5;

/**
 * The palette of several pictures: their colours by turns, the most frequent first, equal ones once.
 * @param palettes hex colours of each picture, most frequent first.
 */
export function mergePalettes(palettes: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...palettes.map((palette) => palette.length));
  const byTurns = Array.from({ length: longest }, (_, rank) =>
    palettes.flatMap((palette) => palette[rank] ?? []),
  ).flat();
  return [...new Set(byTurns)].slice(0, Math.max(shown, palettes.length === 1 ? longest : 0));
}
