import { join } from 'node:path';
import { describeChange } from '#shared/model/describe-change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { AppError } from '#shared/result.ts';
import { Failure } from '../failure.ts';
import type { Jobs } from '../jobs.ts';
import { type LibrarySession, openSession } from '../library/library-session.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { writeProtection } from '../writable.ts';
import { closingOnFailure } from './closing-on-failure.ts';
import { type LibraryParts, tellersOf } from './library-parts.ts';

/** Opens the library in a folder. @param root the folder's real path. */
export async function openFolderLibrary(root: string, parts: LibraryParts): Promise<LibrarySession> {
  const backend = await openLocalFolder(root);
  return closingOnFailure(backend, () =>
    openSession({
      folder: root,
      backend,
      outboxFolder: join(parts.platform.userData, 'outbox'),
      ...tellersOf(parts),
      writeProtection: () => writeProtection(root),
      onRefused: (entry, error) => tellRefused(parts.jobs, entry, error),
    }),
  );
}

/** Listed among the long work, where what could not be done is seen and stays to be read. */
function tellRefused(jobs: Jobs, entry: HistoryEntry, error: AppError): void {
  jobs.start('An edit that was waiting', async (progress) => {
    progress.problem(describeChange(entry.change).title, error);
    throw new Failure('conflict', `It no longer fits the library and was not saved. ${error.message}`);
  });
}
