import { hash } from 'node:crypto';
import { analysisKey, profileOfAnalysisKey } from '#shared/model/analysis.ts';
import type { DocumentName } from '#shared/model/change.ts';
import { suiteKey } from '#shared/model/suite.ts';

/** The folder for what only this app knows; the predecessor never looks into it. */
export const ownFolder = 'profile_tester/';
export const libraryFileKey = `${ownFolder}library.json`;
export const historyFolder = `${ownFolder}history/`;
/** Where pictures and documents go that were removed, replaced or set aside. */
export const binFolder = `${ownFolder}bin/`;
/** Originals kept beside the compact pictures: `originals/<profile>/<picture name without extension>.<ext>`. */
export const originalsFolder = `${ownFolder}originals/`;
export const backupsFolder = 'profile_analyses/backups/';
export const analysesFolder = 'profile_analyses/';
export const resultsFolder = 'profile_results/';
/** What the suite's key and those of its conflict copies begin with. */
export const suiteStem = suiteKey.replace(/\.json$/, '');

export function documentKey(name: DocumentName): string {
  return name === 'suite' ? suiteKey : analysisKey(name.profile);
}

/** The document that a key holds; undefined for keys of other things. */
export function documentOfKey(key: string): DocumentName | undefined {
  if (key === suiteKey) return 'suite';
  const profile = profileOfAnalysisKey(key);
  return profile === undefined ? undefined : { profile };
}

/** A picture's id: short, opaque, stable while the key stays. */
export function pictureId(key: string): string {
  return hash('sha256', key, 'base64url').slice(0, 20);
}

/** `20261124-153012-4f2a91`, for folders and files that must not meet. */
export function uniqueName(now: Date = new Date()): string {
  const stamp = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${crypto.randomUUID().slice(0, 6)}`;
}

/** Whether a file name is one that sync tools give to the loser of a conflict. */
function isConflictCopy(key: string): boolean {
  return /conflicted copy|\bconflict(ed)?[ -]\d{4}|sync-conflict-\d{8}|\(\d+\)\.json$|\(.*'s conflict/i.test(
    key,
  );
}

/** Whether a key is that of a document's conflict copy. */
export function isDocumentCopy(key: string): boolean {
  return (key.startsWith(analysesFolder) || key.startsWith(suiteStem)) && isConflictCopy(key);
}

/** Whether a key leads to a place whose files a change may move. */
export function isMovableKey(key: string): boolean {
  return (
    [resultsFolder, binFolder, originalsFolder].some((folder) => key.startsWith(folder)) ||
    documentOfKey(key) !== undefined
  );
}
