import type { UnreadableDocument } from './library.ts';
import type { PictureFile } from './picture.ts';

/** Something odd in a library that the user can put right; never done silently. */
export type Repair = RepairText &
  (
    | {
        kind: 'rating-without-test';
        profile: string;
        /** What the rating is filed under. */
        test: string;
        suggestion: string | undefined;
        /** The picture of this name, when it belongs to no test either; attaching moves it too. */
        picture: PictureFile | undefined;
      }
    | { kind: 'picture-without-test'; profile: string; picture: PictureFile; suggestion: string | undefined }
    | { kind: 'rating-without-picture'; profile: string; test: string }
    /** A profile that has nearly all its pictures; emptier ones are unfinished, not odd. */
    | { kind: 'missing-picture'; profile: string; tests: string[] }
    | { kind: 'palette-keys'; profile: string; tests: string[] }
    | { kind: 'wrong-summary'; profile: string }
    | ({ kind: 'unreadable' } & UnreadableDocument)
    | { kind: 'conflict-copy'; name: string }
  );

interface RepairText {
  /** Stays the same as long as the oddity does. */
  id: string;
  title: string;
  explanation: string;
}

/** The same for the same oddity, whatever else changes. */
export function repairId(kind: Repair['kind'], ...parts: string[]): string {
  return [kind, ...parts].join('\n');
}
