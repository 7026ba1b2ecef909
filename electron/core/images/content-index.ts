import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { replaceFile, unlessMissing } from './cache-file.ts';
import type { Swatch } from './palette.ts';

/**
 * What is known of the pictures of one library without reading them: the hash of their content by id
 * and stamp, and palettes by that hash. Held in memory, kept in a file to which lines are added; a lost
 * or damaged line costs one picture's being read again.
 */
export interface ContentIndex {
  /** Reads the file, once; everything else may be called when it has resolved. Never rejects. */
  open(): Promise<void>;
  /** Whether nothing is known of any picture. */
  isEmpty(): boolean;
  /** SHA-256, hex, of the picture's bytes; undefined when not known for this stamp. */
  hashOf(id: string, stamp: string): string | undefined;
  /** Whether any picture of this library had this content, under whatever name. */
  knowsContent(hash: string): boolean;
  rememberHash(id: string, stamp: string, hash: string): void;
  paletteOf(hash: string): Swatch[] | undefined;
  rememberPalette(hash: string, palette: Swatch[]): void;
  /** Writes what is new. Never rejects; trouble is reported. */
  flush(): Promise<void>;
  /** Stops the timer and writes what is new. */
  close(): Promise<void>;
}

export interface ContentIndexOptions {
  folder: string;
  /** Tells libraries apart; any text, such as the library's address. */
  library: string;
  onProblem: (error: unknown) => void;
}

/** SHA-256 of bytes, in hex. */
export function hashContent(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function createContentIndex({ folder, library, onProblem }: ContentIndexOptions): ContentIndex {
  const path = join(
    folder,
    `index-${formatVersion}`,
    `${hashContent(Buffer.from(library)).slice(0, 32)}.txt`,
  );
  const hashes = new Map<string, { stamp: string; hash: string }>();
  const contents = new Set<string>();
  const palettes = new Map<string, Swatch[]>();
  let opening: Promise<void> | undefined;
  let unsaved: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  function apply(entry: Entry): void {
    if (entry[0] === 'p') {
      hashes.set(entry[1], { stamp: entry[2], hash: entry[3] });
      contents.add(entry[3]);
    } else {
      palettes.set(
        entry[1],
        entry[2].map(([hex, share]) => ({ hex, share })),
      );
    }
  }

  function add(entry: Entry): void {
    apply(entry);
    unsaved.push(encodeLine(entry));
    timer ??= setTimeout(() => void flush(), flushDelay);
    timer.unref();
  }

  async function load(): Promise<void> {
    try {
      const text = await readFile(path, 'utf8').catch(unlessMissing);
      const lines = text?.split('\n') ?? [];
      for (const line of lines) {
        const entry = decodeLine(line);
        if (entry !== undefined) apply(entry);
      }
      if (lines.length > 2 * (hashes.size + palettes.size) + 1000) await rewrite();
    } catch (error) {
      onProblem(error);
    }
  }

  async function rewrite(): Promise<void> {
    const pictures = [...hashes].map(([id, { stamp, hash }]) => encodeLine(['p', id, stamp, hash]));
    const known = new Set([...hashes.values()].map(({ hash }) => hash));
    const colours = [...palettes]
      .filter(([hash]) => known.has(hash))
      .map(([hash, palette]) => encodeLine(toEntry(hash, palette)));
    await replaceFile(path, [...pictures, ...colours].join(''));
  }

  async function save(): Promise<void> {
    const lines = unsaved.join('');
    unsaved = [];
    if (lines === '') return;
    try {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, lines);
    } catch (error) {
      onProblem(error);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(save);
    return writing;
  }

  return {
    open() {
      opening ??= load();
      return opening;
    },
    isEmpty: () => contents.size === 0,
    hashOf(id, stamp) {
      const entry = hashes.get(id);
      return entry?.stamp === stamp ? entry.hash : undefined;
    },
    knowsContent: (hash) => contents.has(hash),
    rememberHash(id, stamp, hash) {
      const known = hashes.get(id);
      if (known?.stamp !== stamp || known.hash !== hash) add(['p', id, stamp, hash]);
    },
    paletteOf: (hash) => palettes.get(hash),
    rememberPalette(hash, palette) {
      if (!palettes.has(hash)) add(toEntry(hash, palette));
    },
    flush,
    close: flush,
  };
}

/** Raise it when lines or palettes are made differently. */
const formatVersion = 1;
const flushDelay = 1_000;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const swatchSchema = z.tuple([z.string().regex(/^#[0-9a-f]{6}$/), z.number().min(0).max(1)]);
const entrySchema = z.union([
  z.tuple([z.literal('p'), z.string(), z.string(), hashSchema]),
  z.tuple([z.literal('c'), hashSchema, z.array(swatchSchema).max(5)]),
]);

/** A picture: id, stamp, hash. Or colours: hash, swatches. */
type Entry = z.infer<typeof entrySchema>;

function toEntry(hash: string, palette: Swatch[]): Entry {
  return ['c', hash, palette.map(({ hex, share }) => [hex, share])];
}

/**
 * Checksum and JSON. The line also begins with a line end, so that after a torn one only that is lost.
 */
function encodeLine(entry: Entry): string {
  const json = JSON.stringify(entry);
  return `\n${checksum(json)} ${json}`;
}

function decodeLine(line: string): Entry | undefined {
  const json = line.slice(9);
  if (json === '' || line.slice(0, 8) !== checksum(json)) return undefined;
  // The checksum says that we wrote the text, so it parses.
  return entrySchema.safeParse(JSON.parse(json)).data;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
