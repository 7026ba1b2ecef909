import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A new file is begun at this size; one older is kept. */
const maxBytes = 1_000_000;

const maxLineLength = 2_000;

export type Log = (line: string) => void;

/** Keeps what was refused or has failed in `<userData>/logs/main.log`; callers give no inputs and no secrets. */
export function openLog(userData: string): Log {
  const folder = join(userData, 'logs');
  const file = join(folder, 'main.log');
  return (line) => {
    const entry = `${new Date().toISOString()} ${line.replace(/\s+/g, ' ').slice(0, maxLineLength)}\n`;
    process.stderr.write(entry);
    try {
      mkdirSync(folder, { recursive: true });
      if (sizeOf(file) > maxBytes) renameSync(file, `${file}.1`);
      appendFileSync(file, entry);
    } catch {
      // Without a place for the log the line was at least printed.
    }
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** What was thrown, for the log. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
