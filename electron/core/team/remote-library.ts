import { createDocumentStore } from '../library/document-store.ts';
import { analysesFolder, originalsFolder, resultsFolder } from '../library/library-keys.ts';
import { emptyState, readLibrary } from '../library/library-state.ts';
import { createPictureIndex } from '../library/picture-index.ts';
import type { TitledFiles } from '../library/slot-files.ts';
import type { RemoteCopy } from './remote-copy.ts';

/** The library as it stands in the bucket now, listed anew: for what depends on all of it. */
export async function readRemoteLibrary(remote: RemoteCopy): Promise<TitledFiles> {
  const places = [analysesFolder, resultsFolder, originalsFolder];
  await Promise.all([remote.recheckSuite(), ...places.map((place) => remote.relist(place))]);
  const backend = {
    ...remote.backend,
    list: async (prefix: string) => remote.listed(prefix),
  };
  const state = emptyState();
  const pictures = createPictureIndex();
  await readLibrary(backend, createDocumentStore(backend), pictures, state);
  return { state, pictures };
}
