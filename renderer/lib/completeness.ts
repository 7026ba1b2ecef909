import { type Completeness, completenessOf } from '#shared/insight/completeness.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { MatchedPictures } from '#shared/model/picture.ts';
import { matchedPictures } from './library.ts';

const known = new WeakMap<MatchedPictures, { analysis: object | undefined; value: Completeness }>();

/** How far a profile has come; the same object until its document, its pictures or the suite change. */
export function completeness(library: LibrarySnapshot, profile: string): Completeness {
  const matched = matchedPictures(library, profile);
  const analysis = library.analyses[profile];
  const last = known.get(matched);
  if (last && last.analysis === analysis) return last.value;
  const value = completenessOf(library.suite, analysis, matched);
  known.set(matched, { analysis, value });
  return value;
}
