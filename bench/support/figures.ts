/** Middle and 95th percentile of measured values, in their own unit. */
export function spread(values: readonly number[]): { median: number; p95: number; max: number } {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? Number.NaN };
}

/** Prints one figure: what was measured, the value, and the target it is held against, if there is one. */
export function figure(
  name: string,
  value: number,
  unit: string,
  target?: { atMost?: number; atLeast?: number },
): void {
  const met =
    target === undefined ||
    ((target.atMost === undefined || value <= target.atMost) &&
      (target.atLeast === undefined || value >= target.atLeast));
  const limit = target?.atMost === undefined ? target?.atLeast : target.atMost;
  const goal =
    target === undefined
      ? ''
      : `   (target ${target.atMost === undefined ? '≥' : '≤'} ${limit} ${unit}: ${met ? 'met' : 'NOT met'})`;
  console.log(`${name.padEnd(58)} ${value.toFixed(value < 10 ? 2 : 1).padStart(9)} ${unit}${goal}`);
}

export function heading(text: string): void {
  console.log(`\n${text}\n${'-'.repeat(text.length)}`);
}

export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - start };
}
