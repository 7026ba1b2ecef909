import { checkAnalysis, ratingsOf } from '#shared/model/analysis.ts';
import { type Json, parseJson } from '#shared/model/json.ts';
import type { BackupInfo } from '#shared/model/library.ts';
import { Failure, isFailure } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { backupsFolder, documentKey } from './library-keys.ts';

const pattern = /^(?<profile>.+)_analysis_backup_(?<date>\d{8})_(?<time>\d{6})\.json$/;

/** Backups of a profile, newest first; those that cannot be read are left out. */
export async function listBackups(backend: StorageBackend, profile: string): Promise<BackupInfo[]> {
  const listed = await backend.list(`${backupsFolder}${profile}_analysis_backup_`);
  const infos = await Promise.all(
    listed.map(async ({ key }) => {
      const info = readName(key.slice(backupsFolder.length));
      if (!info || info.profile !== profile) return undefined;
      const value = await readBackup(backend, profile, info.name).catch((error: unknown) => {
        if (isFailure(error, 'invalid', 'not-found')) return undefined;
        throw error;
      });
      const checked = value === undefined ? undefined : checkAnalysis(value);
      return checked?.ok ? { ...info, ratings: Object.keys(ratingsOf(checked.value)).length } : undefined;
    }),
  );
  return infos.filter((info) => info !== undefined).sort((left, right) => (left.at < right.at ? 1 : -1));
}

/** The document inside a backup. Rejects with `not-found`, or `invalid` when it cannot be read. */
export async function readBackup(backend: StorageBackend, profile: string, name: string): Promise<Json> {
  if (readName(name)?.profile !== profile) {
    throw new Failure('invalid', 'This is not the name of a backup of this profile.');
  }
  const { bytes } = await backend.read(`${backupsFolder}${name}`);
  const parsed = parseJson(decode(bytes));
  if (!parsed.ok) throw unreadable(parsed.error.detail);
  return parsed.value.value;
}

/**
 * Copies a profile's document, byte for byte, to `backups/<profile>_analysis_backup_YYYYMMDD_HHMMSS.json`
 * as the predecessor does, in local time. Rejects with `not-found` when the profile has no document.
 */
export async function createBackup(backend: StorageBackend, profile: string): Promise<BackupInfo> {
  const { bytes } = await backend.read(documentKey({ profile }));
  for (let second = 0; ; second += 1) {
    const name = `${profile}_analysis_backup_${timestamp(new Date(Date.now() + second * 1_000))}.json`;
    try {
      await backend.write(`${backupsFolder}${name}`, bytes, { ifVersion: 'absent' });
      const info = readName(name);
      const parsed = parseJson(new TextDecoder().decode(bytes));
      const checked = parsed.ok ? checkAnalysis(parsed.value.value) : undefined;
      const ratings = checked?.ok ? Object.keys(ratingsOf(checked.value)).length : 0;
      return { name, profile, at: info?.at ?? '', ratings };
    } catch (error) {
      // Two backups in one second: the later one takes the next free second's name.
      if (!isFailure(error, 'conflict') || second >= 120) throw error;
    }
  }
}

function decode(bytes: Uint8Array): string {
  try {
    // Strict: what is no text would come back as other text, and be restored so.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable('The file is not text in UTF-8.');
  }
}

function unreadable(detail = ''): Failure {
  return new Failure('invalid', 'This backup cannot be read.', { detail });
}

function readName(name: string): Omit<BackupInfo, 'ratings'> | undefined {
  const groups = pattern.exec(name)?.groups;
  if (!groups?.profile || !groups.date || !groups.time) return undefined;
  const day = groups.date.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  const time = groups.time.replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3');
  return { name, profile: groups.profile, at: `${day}T${time}` };
}

function timestamp(date: Date): string {
  const part = (value: number, width = 2) => String(value).padStart(width, '0');
  const day = `${part(date.getFullYear(), 4)}${part(date.getMonth() + 1)}${part(date.getDate())}`;
  return `${day}_${part(date.getHours())}${part(date.getMinutes())}${part(date.getSeconds())}`;
}
