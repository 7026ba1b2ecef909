const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A number with its thousands set apart: `1,204`. */
export function grouped(count: number): string {
  return whole.format(count);
}

/** A count with its noun: `1 picture`, `1,204 pictures`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Bytes in the decimal units that S3 services count by: `38.2 MB`. */
export function bytesInWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // A value that would be shown as 1,000 belongs to the next unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? whole.format(value) : short.format(value)} ${units[unit] ?? ''}`;
}

/** An estimate in US dollars; below a cent it is not worth a number. */
export function dollarsInWords(dollars: number): string {
  return dollars < 0.01 ? 'less than $0.01' : `about $${dollars.toFixed(2)}`;
}
