import { picturesFolder } from '#shared/model/picture.ts';
import { analysesFolder, documentOfKey } from '../library/library-keys.ts';
import { settleBounded } from '../library/settle-bounded.ts';
import { coveredPrefixes, type RemoteCopy } from './remote-copy.ts';

/** Documents fetched at once. */
const readsAtOnce = 16;

/** Looks at everything in the bucket; what was noticed is told by `takeForeign`. */
export async function lookAtAll(remote: RemoteCopy): Promise<void> {
  await Promise.all(coveredPrefixes.map((prefix) => remote.relist(prefix)));
  await fetchDocuments(remote);
}

/**
 * Looks for others' edits, with as few requests as can be: one listing, whose versions tell what changed
 * whoever wrote it, and one question about the suite. Pictures of one profile only when asked.
 */
export async function lookForEdits(remote: RemoteCopy, picturesOf: string | null): Promise<void> {
  await Promise.all([
    remote.relist(analysesFolder),
    remote.recheckSuite(),
    ...(picturesOf === null ? [] : [remote.relist(picturesFolder(picturesOf))]),
  ]);
  await fetchDocuments(remote);
}

/** Fetches what has changed before it is shown, so that showing it waits for nothing. */
async function fetchDocuments(remote: RemoteCopy): Promise<void> {
  const documents = remote.foreign().filter((key) => documentOfKey(key) !== undefined && remote.get(key));
  const settled = await settleBounded(documents, readsAtOnce, (key) => remote.read(key));
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
}
