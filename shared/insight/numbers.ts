/** Arithmetic mean; undefined of nothing. */
export function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation (n − 1); undefined below two values. */
export function standardDeviation(values: readonly number[]): number | undefined {
  const centre = mean(values);
  if (centre === undefined || values.length < 2) return undefined;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * Half width of the 95 % confidence interval of the mean, by Student's t. Undefined below two values,
 * and where all are equal: so few equal whole scores say nothing about how far the mean could be off.
 */
export function confidenceInterval(values: readonly number[]): number | undefined {
  const deviation = standardDeviation(values);
  if (deviation === undefined || deviation === 0) return undefined;
  return (tQuantile(values.length - 1) * deviation) / Math.sqrt(values.length);
}

/** Two-sided 95 % quantiles of Student's t for 1 to 10 degrees of freedom. */
const smallQuantiles = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281];

/**
 * Two-sided 95 % quantile of Student's t. Above the table by expansion around the normal quantile
 * (Abramowitz and Stegun, 26.7.5), exact to four digits there.
 */
export function tQuantile(degrees: number): number {
  const tabled = smallQuantiles[degrees - 1];
  if (tabled !== undefined) return tabled;
  const x = 1.959964;
  const first = (x ** 3 + x) / 4;
  const second = (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96;
  const third = (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384;
  return x + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}
