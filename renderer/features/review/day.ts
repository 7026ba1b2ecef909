const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** The local day of an ISO moment, such as `24 Nov`; the text itself when it is none. */
export function isoDay(moment: string): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : day.format(date);
}
