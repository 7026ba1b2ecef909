import type { FileMove } from '#shared/model/change.ts';
import { matchPictures, pictureName, picturesFolder } from '#shared/model/picture.ts';
import type { SuiteTest } from '#shared/model/suite.ts';
import { foldKey } from '../storage/keys.ts';
import { binFolder, originalsFolder, resultsFolder, uniqueName } from './library-keys.ts';
import type { LibraryState } from './library-state.ts';
import type { PictureIndex } from './picture-index.ts';

/** A library's documents and pictures, wherever they lie. */
export interface TitledFiles {
  readonly state: LibraryState;
  readonly pictures: PictureIndex;
}

/**
 * Keys of the files that stand in a slot: the `.jpg`, and an older `.png` beside it. Where two titles give
 * one file name, such as `A/B` and `A B`, the files are those of the test that shows them.
 */
export function slotKeys(session: TitledFiles, profile: string, test: SuiteTest, slot: number): string[] {
  const keys = ['.jpg', '.png']
    .map((extension) => session.pictures.keyOf(profile, pictureName(profile, test, slot, extension)))
    .filter((key) => key !== undefined);
  if (keys.length === 0) return keys;
  const matched = matchPictures(session.state.suite, profile, session.pictures.files(profile) ?? []);
  const isOfTest = matched.byTest.get(test.title)?.[slot] !== undefined;
  const isStray = matched.strays.some((file) => keys.includes(picturesFolder(profile) + file.name));
  return isOfTest || isStray ? keys : [];
}

/** Whether a file is in the way of a picture for this slot, whichever test shows it. */
export function isSlotTaken(session: TitledFiles, profile: string, test: SuiteTest, slot: number): boolean {
  return ['.jpg', '.png'].some(
    (extension) => session.pictures.keyOf(profile, pictureName(profile, test, slot, extension)) !== undefined,
  );
}

/** The picture's own key, its twin with the other extension, and its kept original. */
export function companions(session: TitledFiles, profile: string, name: string): string[] {
  const stem = name.replace(/\.[^.]+$/, '');
  const keys = [name, `${stem}.jpg`, `${stem}.png`].map((other) => session.pictures.keyOf(profile, other));
  return [...new Set([...keys, session.pictures.originalOf(profile, name)])].filter(
    (key) => key !== undefined,
  );
}

/** A place in a folder of the bin that no other file of the library gets: profiles may have equal names. */
export function placeInBin(folder: string, key: string): string {
  for (const [place, name] of [
    [resultsFolder, 'pictures/'],
    [originalsFolder, 'originals/'],
  ] as const) {
    if (key.startsWith(place)) return folder + name + key.slice(place.length);
  }
  return folder + key.slice(key.lastIndexOf('/') + 1);
}

/** Names that differ in case or composition only are one file to some systems: move by way of the bin. */
export function movesOf(from: string, to: string): FileMove[] {
  if (from === to) return [];
  if (foldKey(from) !== foldKey(to)) return [{ type: 'file.move', from, to }];
  const between = placeInBin(`${binFolder}${uniqueName()}/`, from);
  return [
    { type: 'file.move', from, to: between },
    { type: 'file.move', from: between, to },
  ];
}
