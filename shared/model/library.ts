import type { Analysis } from './analysis.ts';
import type { Change, DocumentName } from './change.ts';
import type { PictureFile } from './picture.ts';
import type { Suite } from './suite.ts';

/** Everything that a page knows of the open library; changes arrive as `LibraryPatch`. */
export interface LibrarySnapshot {
  /** Differs from library to library; equal for one library opened again. */
  id: string;
  name: string;
  place: LibraryPlace;
  /** What the library says of itself, such as that its pictures were drawn by a program. */
  note: string;
  /** Why nothing can be saved, in a sentence; null when everything can. */
  readOnly: string | null;
  suite: Suite;
  /** By profile. A profile with pictures only has no entry here. */
  analyses: Record<string, Analysis>;
  /** By profile. A profile without pictures has no entry here. */
  pictures: Record<string, PictureFile[]>;
  unreadable: UnreadableDocument[];
  /** Files that look like a sync tool's conflict copies of documents; reported, never loaded. */
  conflictCopies: string[];
}

/** Where a library lies. */
export type LibraryPlace =
  | { kind: 'folder'; folder: string }
  /** `endpoint` is empty for AWS. */
  | { kind: 'bucket'; bucket: string; prefix: string; endpoint: string };

/** A document that could not be read; it is left as it is until the user decides. */
export interface UnreadableDocument {
  document: DocumentName;
  /** The file's name, for people. */
  name: string;
  reason: string;
  /** The newest backup that can be read, if there is one. */
  lastGood?: BackupInfo;
}

/** What changed in the open library. A value of null means: not there any more. */
export interface LibraryPatch {
  library: string;
  /** `self`: by this app. `elsewhere`: by another program or window. */
  source: 'self' | 'elsewhere';
  /** The History entry whose change this patch shows. */
  entry?: string;
  suite?: Suite;
  analyses?: Record<string, Analysis | null>;
  pictures?: Record<string, PictureFile[] | null>;
  unreadable?: UnreadableDocument[];
  conflictCopies?: string[];
  readOnly?: string | null;
}

export interface BackupInfo {
  /** The backup's file name; what `backups.read` takes. */
  name: string;
  profile: string;
  /** Local time of the backup, `YYYY-MM-DDTHH:MM:SS`. */
  at: string;
  ratings: number;
}

/** One line of History. */
export interface HistoryEntry {
  id: string;
  /** ISO 8601, UTC, by the clock of the device that made the change. */
  at: string;
  device: string;
  who: string;
  change: Change;
  /** Id of the entry that this one takes back. */
  undoes?: string;
  /** Why this change, or a part of it, is not in the library: it met a change of somebody else. */
  refused?: string;
  /** Which steps of the change are not in the library, by their place in it; left out: none of them is in. */
  refusedParts?: number[];
}
