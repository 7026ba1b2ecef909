import { picturesFolder } from '#shared/model/picture.ts';
import { isFailure } from '../failure.ts';
import { analysesFolder, documentOfKey, suiteStem } from '../library/library-keys.ts';
import { settleBounded } from '../library/settle-bounded.ts';
import { coveredPrefixes, type RemoteCopy } from './remote-copy.ts';

/** Documents fetched at once. */
const readsAtOnce = 32;

/**
 * Looks at everything in the bucket; what was noticed is told by `takeForeign`. Documents are fetched while the
 * pictures, which may be very many, are still being listed.
 */
export async function lookAtAll(remote: RemoteCopy): Promise<void> {
  const relist = (prefix: string) => remote.relist(prefix);
  const others = coveredPrefixes.filter((prefix) => !documentPlaces.includes(prefix));
  await Promise.all([
    Promise.all(documentPlaces.map(relist)).then(() => fetchDocuments(remote)),
    ...others.map(relist),
  ]);
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

const documentPlaces = [suiteStem, analysesFolder];

/** Fetches what has changed before it is shown, so that showing it waits for nothing. */
async function fetchDocuments(remote: RemoteCopy): Promise<void> {
  const documents = remote.foreign().filter((key) => documentOfKey(key) !== undefined && remote.get(key));
  const settled = await settleBounded(documents, readsAtOnce, (key) => remote.read(key));
  for (const outcome of settled) {
    // One that was removed since it was listed is noted as gone.
    if (outcome.status === 'rejected' && !isFailure(outcome.reason, 'not-found')) throw outcome.reason;
  }
}
