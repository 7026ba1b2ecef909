import sharp from 'sharp';
import type { Change } from '#shared/model/change.ts';
import type { HistoryEntry, LibraryPatch } from '#shared/model/library.ts';
import type { AppError } from '#shared/result.ts';
import { type LibrarySession, openSession, type SessionOptions } from '../library/library-session.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { smallLibrary, temporaryFolder } from './libraries.ts';

/** A session with everything that it has told. */
export interface ObservedSession {
  session: LibrarySession;
  patches: LibraryPatch[];
  entries: HistoryEntry[];
  refused: { entry: HistoryEntry; error: AppError }[];
}

const opened: LibrarySession[] = [];

/** Opens a folder on the real disk, watched as in the app; `closeSessions` closes it. */
export async function observe(
  folder: string,
  options: Partial<SessionOptions> = {},
): Promise<ObservedSession> {
  const patches: LibraryPatch[] = [];
  const entries: HistoryEntry[] = [];
  const refused: ObservedSession['refused'] = [];
  const session = await openSession({
    folder,
    backend: await openLocalFolder(folder),
    outboxFolder: await temporaryFolder(),
    device: 'device-one',
    author: () => 'Tester',
    onPatch: (patch) => patches.push(patch),
    onEntry: (entry) => entries.push(entry),
    onRefused: (entry, error) => refused.push({ entry, error }),
    ...options,
  });
  opened.push(session);
  return { session, patches, entries, refused };
}

export async function closeSessions(): Promise<void> {
  for (const session of opened.splice(0)) await session.close();
}

/** A folder backend that hears of nothing by itself: what others do is news only when it is read. */
export async function deafFolder(folder: string) {
  const { watch: _, ...backend } = await openLocalFolder(folder);
  return backend;
}

export async function newLibrary(): Promise<string> {
  return smallLibrary(await testJpeg(40));
}

export async function testJpeg(red: number): Promise<Buffer> {
  const background = { r: red, g: 90, b: 60 };
  return sharp({ create: { width: 32, height: 18, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

export function rate(test: string, score: number, profile = 'abc1234'): Change {
  return { type: 'rating.set', profile, test, base: null, value: { affinity: 'workable', score } };
}
