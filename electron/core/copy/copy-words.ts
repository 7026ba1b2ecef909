/** A speed and what is left, for a running job: `12.4 MB/s, about 20 s left`. */
export function speedInWords(bytesPerSecond: number, secondsLeft: number): string {
  return `${bytesInWords(bytesPerSecond)}/s, ${leftInWords(secondsLeft)}`;
}

/** Bytes in decimal units: `12.4 MB`, `830 kB`. */
export function bytesInWords(bytes: number): string {
  if (bytes >= 999_950_000) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 999_500) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes >= 999.5 ? `${Math.round(bytes / 1e3)} kB` : `${Math.round(bytes)} B`;
}

export function filesInWords(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'file' : 'files'}`;
}

/** Rounded ever more, the longer it takes, so that it does not flicker. */
function leftInWords(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 60) return `about ${Math.round(seconds / 10) * 10} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} h left`;
}
