import { Failure } from '../failure.ts';

/** What a key is to be used for: anything that exists may be read; only portable names are written. */
export type KeyUse = 'read' | 'write';

/** Where lock files lie while something is being written; no object ever lies there. */
export const locksFolder = 'profile_tester/locks/';

/** Leaves room for a temp file's ending within the 255 bytes that file systems allow. */
const longestPart = 200;

const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
const controlCharacter = /[\u0000-\u001f\u007f]/;

/**
 * Refuses, with `invalid`, a key that could leave the library, that has two readings, or (for writing)
 * that another system's file names cannot hold. Names are never rewritten: a key that passes is kept
 * to the letter.
 */
export function checkKey(key: string, use: KeyUse, platform: NodeJS.Platform = process.platform): void {
  const problem = problemOfKey(key) ?? firstProblem(key, (part) => problemOfPart(part, use, platform));
  if (problem !== undefined) {
    throw new Failure('invalid', `The name “${printable(key)}” cannot be used: ${problem}.`);
  }
  if (isOwnName(key)) {
    throw new Failure('invalid', `The name “${printable(key)}” cannot be used: the app keeps it for itself.`);
  }
}

/** Like `checkKey` for reading; a prefix may also be empty, end with `/` or stop inside a name. */
export function checkPrefix(prefix: string, platform: NodeJS.Platform = process.platform): void {
  const folder = folderOf(prefix);
  if (folder !== '') checkKey(folder.slice(0, -1), 'read', platform);
}

/** The folder part of a key or prefix, with its `/`; empty at the top. */
export function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

/**
 * The same text for names that some file system takes for one and the same: different Unicode
 * normalisation (macOS) or different case (macOS, Windows).
 */
export function foldKey(key: string): string {
  return key.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Whether a key names one of the app's working files (temp, kept or lock file), which are no objects. */
export function isOwnName(key: string): boolean {
  return /\.\d{1,10}\.[0-9a-f]{20}\.tmp$|\.unsaved\.tmp$/i.test(key) || isLockName(key);
}

/** Sorts by UTF-16 code units, the order of every listing. */
export function compareKeys(left: { key: string }, right: { key: string }): number {
  return left.key < right.key ? -1 : Number(left.key > right.key);
}

function isLockName(key: string): boolean {
  return `${foldKey(key)}/`.startsWith(locksFolder);
}

function problemOfKey(key: string): string | undefined {
  if (key === '') return 'it is empty';
  if (key.includes('\0')) return 'it has a NUL character';
  if (key.startsWith('/')) return 'it starts at the root of the disk';
  // A lone surrogate would silently become another character on disk.
  return /\p{Surrogate}/u.test(key) ? 'it is not well-formed Unicode' : undefined;
}

function firstProblem(key: string, check: (part: string) => string | undefined): string | undefined {
  for (const part of key.split('/')) {
    const problem = check(part);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOfPart(part: string, use: KeyUse, platform: NodeJS.Platform): string | undefined {
  if (part === '') return 'a part of it is empty';
  if (part === '.' || part === '..') return `“${part}” does not name a file`;
  // On Windows even reading by such a name reaches something else: a device, a stream, a twin.
  if (use === 'read' && platform !== 'win32') return undefined;
  if (part.includes('\\')) return 'it has a backslash';
  if (part.includes(':')) return 'it has a colon';
  if (platform === 'win32' && /[<>"|?*]/.test(part)) return 'Windows does not allow one of its characters';
  if (controlCharacter.test(part)) return 'it has a control character';
  if (/[. ]$/.test(part)) return 'a part of it ends with a dot or a space';
  if (reservedOnWindows.test(part)) return 'Windows keeps it for a device';
  if (use === 'write' && Buffer.byteLength(part) > longestPart) {
    return `a part of it is longer than ${longestPart} bytes`;
  }
  return undefined;
}

function printable(key: string): string {
  const shown = JSON.stringify(key.length > 120 ? `${key.slice(0, 120)}…` : key);
  return shown.slice(1, -1);
}
