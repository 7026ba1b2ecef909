import { bucketName } from '#shared/model/connection.ts';
import type { LibraryPlace } from '#shared/model/library.ts';

/** Where a library lies, as it is shown: its folder, or `team-bucket/suite`. */
export function placeInWords(place: LibraryPlace): string {
  return place.kind === 'folder' ? place.folder : bucketName(place);
}

/** The library's folder; empty for one in a bucket. */
export function folderOf(place: LibraryPlace | undefined): string {
  return place?.kind === 'folder' ? place.folder : '';
}
