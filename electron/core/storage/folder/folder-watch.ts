import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from '../keys.ts';
import { listFolder } from './folder-entries.ts';
import type { FolderRoot } from './folder-root.ts';

export interface WatchOptions {
  root: FolderRoot;
  /** Whether a key's new stamp (`undefined`: removed) is this backend's own doing. */
  isOwn: (key: string, stamp: string | undefined) => boolean;
  onChange: (keys: string[]) => void;
}

/** Events are gathered for so many milliseconds, then looked at together. */
const gatherFor = 80;
/** How long before the watcher's start a file may have been written to be told as new, in milliseconds. */
const setUpMargin = 10_000;
/** How long after a failure, or where the system gives no events, all folders are looked at again. */
const lookAgainAfter = 5_000;

/**
 * Linux has no recursive events; Node's stand-in watches every single file. There each folder gets a watcher
 * of its own; elsewhere one watcher at the top serves all.
 */
const isRecursive = process.platform === 'darwin' || process.platform === 'win32';

/**
 * Notices what others change. Events only say which folder to look at: its listing is compared with the one
 * before, so lost, doubled and unclear events do no harm, and the own ones are told by their stamp. While
 * the library's folder is unplugged nothing is reported. Returns the function that stops.
 */
export function watchTree({ root, isOwn, onChange }: WatchOptions): () => void {
  /** The keys and stamps of each folder that was listed. */
  const known = new Map<string, Map<string, string>>();
  const armed = new Map<string, FSWatcher>();
  const dirty = new Set<string>();
  /** When each file was written, as the first look found it. */
  const modified = new Map<string, number>();
  const started = Date.now();
  let isFirstLook = true;
  let gathering: NodeJS.Timeout | undefined;
  let lookingAgain: NodeJS.Timeout | undefined;
  let looking = false;
  let stopped = false;

  function note(folder: string): void {
    dirty.add(folder);
    if (!stopped && !looking) gathering ??= setTimeout(look, gatherFor);
  }

  async function look(): Promise<void> {
    gathering = undefined;
    looking = true;
    const folders = [...dirty];
    dirty.clear();
    const changed = new Set<string>();
    try {
      for (const folder of folders) await scan(folder, changed);
    } catch {
      // Unplugged, or forbidden for a while: what is known stays, and is compared when it is back.
      startAnew();
    }
    looking = false;
    if (stopped) return;
    const news = [...changed].filter((key) => !isOwn(key, stampOfKey(key)));
    if (news.length > 0) onChange(news.sort());
    if (dirty.size > 0) gathering ??= setTimeout(look, gatherFor);
  }

  async function scan(folder: string, changed: Set<string>): Promise<void> {
    if (stopped) return;
    // Armed before it is listed, so that nothing slips through between.
    arm(folder);
    const { files, folders } = await listFolder(root, folder);
    const now = new Map(files.map((file) => [file.key, file.stamp]));
    if (isFirstLook) for (const file of files) modified.set(file.key, file.modified);
    const before = known.get(folder) ?? new Map<string, string>();
    for (const [key, stamp] of now) if (before.get(key) !== stamp) changed.add(key);
    for (const key of before.keys()) if (!now.has(key)) changed.add(key);
    known.set(folder, now);
    const present = new Set(folders);
    for (const inner of [...known.keys()]) {
      if (parentOf(inner) === folder && inner !== '' && !present.has(inner)) forget(inner, changed);
    }
    for (const inner of folders) if (!known.has(inner)) await scan(inner, changed);
  }

  function forget(folder: string, changed: Set<string>): void {
    for (const [inner, files] of known) {
      if (!inner.startsWith(folder)) continue;
      for (const key of files.keys()) changed.add(key);
      known.delete(inner);
      disarm(inner);
    }
  }

  function arm(folder: string): void {
    if (armed.has(folder) || (isRecursive && folder !== '')) return;
    try {
      const watcher = watch(
        join(root.path, folder),
        { recursive: isRecursive, persistent: false },
        (_event, name) => note(isRecursive && name !== null ? folderOf(name.replaceAll('\\', '/')) : folder),
      );
      watcher.on('error', startAnew);
      armed.set(folder, watcher);
    } catch {
      // No such folder any more, or the system's watchers are used up: looking at it again has to do.
      lookAgain();
    }
  }

  function disarm(folder: string): void {
    armed.get(folder)?.close();
    armed.delete(folder);
  }

  function startAnew(): void {
    for (const folder of [...armed.keys()]) disarm(folder);
    lookAgain();
  }

  function lookAgain(): void {
    if (stopped || lookingAgain) return;
    lookingAgain = setTimeout(() => {
      lookingAgain = undefined;
      for (const folder of known.keys()) note(folder);
      note('');
    }, lookAgainAfter);
    lookingAgain.unref();
  }

  function stampOfKey(key: string): string | undefined {
    return known.get(folderOf(key))?.get(key);
  }

  async function start(): Promise<void> {
    looking = true;
    const seen = new Set<string>();
    await scan('', seen).catch(startAnew);
    looking = false;
    isFirstLook = false;
    if (stopped) return;
    // The first look learns what is there. What somebody wrote while the watcher was being set up, after
    // the caller had read it, is told by its age; a key too many does no harm.
    const recent = [...seen].filter(
      (key) => (modified.get(key) ?? 0) >= started - setUpMargin && !isOwn(key, stampOfKey(key)),
    );
    modified.clear();
    if (recent.length > 0) onChange(recent.sort());
    if (dirty.size > 0) note('');
  }

  void start();
  return () => {
    stopped = true;
    clearTimeout(gathering);
    clearTimeout(lookingAgain);
    for (const folder of [...armed.keys()]) disarm(folder);
  };
}

function parentOf(folder: string): string {
  return folderOf(folder.slice(0, -1));
}
