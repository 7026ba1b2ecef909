import type { Analysis } from '../model/analysis.ts';
import type { LibrarySnapshot } from '../model/library.ts';
import type { PictureFile } from '../model/picture.ts';
import type { SuiteTest } from '../model/suite.ts';

function pictureFile(name: string): PictureFile {
  return { id: name, name, stamp: '1', size: 1, modified: 0 };
}

/** An open library as a page knows it. Pictures are given by file name. */
export function libraryOf(
  suite: SuiteTest[],
  analyses: Record<string, Analysis> = {},
  pictures: Record<string, string[]> = {},
): LibrarySnapshot {
  return {
    id: 'library',
    name: 'Library',
    place: { kind: 'folder', folder: '/library' },
    note: '',
    readOnly: null,
    suite,
    analyses,
    pictures: Object.fromEntries(
      Object.entries(pictures).map(([profile, names]) => [profile, names.map(pictureFile)]),
    ),
    unreadable: [],
    conflictCopies: [],
  };
}
