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

/** Looks for others' edits, again and again. */
export interface EditsLook {
  /**
   * One look, with as few requests as can be: one listing, whose versions tell what changed whoever wrote it, and
   * one question about the suite. A library that one listing holds is listed whole, pictures and all; of a larger
   * one the documents are.
   * @param profile whose pictures are listed too where the library is too large for that; null: nobody's.
   */
  lookForEdits(profile: string | null): Promise<void>;
}

export function createEditsLook(remote: RemoteCopy): EditsLook {
  let isSmall = true;
  return {
    async lookForEdits(profile) {
      const isWhole = isSmall && remote.listed(commonPrefix).length <= mostPerListing;
      const pictures = profile === null || isWhole ? [] : [remote.relist(picturesFolder(profile))];
      const [{ count }] = await Promise.all([
        remote.relist(isWhole ? commonPrefix : analysesFolder),
        remote.recheckSuite(),
        ...pictures,
      ]);
      // What is not covered, such as the bin, is listed with the rest.
      if (isWhole) isSmall = count <= mostPerListing;
      await fetchDocuments(remote);
    },
  };
}

/** What the keys of documents, pictures and the app's own files begin with; the suite's alone does not. */
const commonPrefix = 'profile_';

/** Objects that one request lists, a rule of S3's. */
const mostPerListing = 1_000;

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
