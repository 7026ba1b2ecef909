import { createReadStream } from 'node:fs';
import { appendFile, stat } from 'node:fs/promises';
import { replaceFile } from '../images/cache-file.ts';
import { inPieces } from '../library/in-pieces.ts';
import type { ListedObject } from '../storage/backend.ts';
import type { KnownObjects } from './known-objects.ts';

/**
 * The listing of a bucket on this device: a line for each object, and for each change since, so that an edit
 * in a library of 100,000 objects costs one line. May be deleted at any time.
 */
export interface ListingFile {
  /** Adds what was known last time; nothing where there is no file, or it cannot be read. */
  load(known: KnownObjects): Promise<void>;
  /** Brings the file up to date. Rejects when it cannot be written; then the next saving writes all of it. */
  save(known: KnownObjects): Promise<void>;
}

/** The row of an object that is not there any more. */
interface Gone {
  gone: string;
}

/** The file is written anew when so many lines of it are out of date, beside as many as there are objects. */
const mostOutdated = 1_000;

/** Lines that are written at once. */
const linesInPiece = 500;

/** @param path null: nothing is kept. */
export function openListingFile(path: string | null): ListingFile {
  /** Lines in the file; undefined when it has to be written anew. */
  let lines: number | undefined;
  let saving: Promise<unknown> = Promise.resolve();

  async function saveNow(file: string, known: KnownObjects): Promise<void> {
    const changed = known.takeChanged();
    const before = lines;
    lines = undefined;
    const isSmall = before !== undefined && before + changed.size < 2 * known.size + mostOutdated;
    if (isSmall && (await isThere(file))) {
      if (changed.size > 0) await appendFile(file, changedRows(changed, known));
      lines = before + changed.size;
    } else {
      const objects = known.under('');
      await replaceFile(file, await wholeRows(objects));
      lines = objects.length;
    }
  }

  return {
    async load(known) {
      if (path === null) return;
      let count = 0;
      try {
        await readLines(path, (line) => {
          count += 1;
          applyRow(known, line);
        });
        lines = known.size > 0 ? count : undefined;
      } catch {
        // Trouble with it costs time only: then everything is asked of the bucket.
        for (const { key } of known.under('')) known.delete(key);
      }
      known.takeChanged();
    },
    save(known) {
      if (path === null) return Promise.resolve();
      const next = saving.then(() => saveNow(path, known));
      saving = next.catch(() => undefined);
      return next;
    },
  };
}

/** A damaged line costs one object's being asked for again: the next listing tells of it. */
function applyRow(known: KnownObjects, line: string): void {
  const parsed = parseRow(line);
  if (parsed === undefined) return;
  if (isGone(parsed)) known.delete(parsed.gone);
  else known.set(parsed);
}

function parseRow(line: string): ListedObject | Gone | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isListed(value) || isGone(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Checked by hand: a schema would take longer than all the rest of opening. */
function isListed(value: unknown): value is ListedObject {
  return (
    isObject(value) &&
    typeof value.key === 'string' &&
    typeof value.size === 'number' &&
    typeof value.stamp === 'string' &&
    typeof value.modified === 'number' &&
    (value.version === undefined || typeof value.version === 'string')
  );
}

function isGone(value: unknown): value is Gone {
  return isObject(value) && typeof value.gone === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Begins with a line end, so that after a torn line only that one is lost. */
function changedRows(changed: ReadonlySet<string>, known: KnownObjects): string {
  return [...changed].map((key) => `\n${JSON.stringify(known.get(key) ?? { gone: key })}`).join('');
}

/** In pieces, each written by itself. */
async function wholeRows(objects: readonly ListedObject[]): Promise<string[]> {
  const pieces: string[] = [];
  let rows = '';
  let count = 0;
  await inPieces(objects, (object) => {
    rows += `\n${JSON.stringify(object)}`;
    count += 1;
    if (count % linesInPiece !== 0) return;
    pieces.push(rows);
    rows = '';
  });
  return [...pieces, rows];
}

/** Piece by piece as they come from the disk, so that other work goes between. */
async function readLines(file: string, take: (line: string) => void): Promise<void> {
  let rest = '';
  for await (const piece of createReadStream(file, 'utf8')) {
    const rows = `${rest}${piece}`.split('\n');
    rest = rows.pop() ?? '';
    for (const row of rows) take(row);
  }
  take(rest);
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
