import type {
  Connection,
  ConnectionLine,
  ConnectionReport,
  ConnectionState,
  Protection,
} from '#shared/model/connection.ts';

/** The lines of a connection test, for people. */
export const checkLabels: Record<ConnectionLine['check'], string> = {
  reachable: 'Reachable',
  clock: 'Clock',
  credentials: 'Credentials',
  region: 'Region',
  bucket: 'Bucket',
  list: 'List',
  read: 'Read',
  write: 'Write',
  delete: 'Delete',
  edits: 'Simultaneous edits',
  versioning: 'Versioning',
};

/** What was not tried says so in its message. */
export const stateLabels: Record<ConnectionLine['state'], string> = {
  ok: 'OK',
  advice: 'Advice',
  failed: 'Failed',
  skipped: '',
};

/** What a server makes of simultaneous edits, in a word for a list. */
export const protectionLabels: Record<Protection, string> = {
  untested: 'not tested yet',
  protected: 'protected',
  'creation-only': 'protected for new files only',
  refused: 'refused by this server',
  ignored: 'ignored by this server',
};

/** The verdict in a sentence or two; empty where everything is protected. */
export const protectionVerdicts: Record<Protection, string> = {
  untested: '',
  protected: '',
  'creation-only':
    'This server protects new files, but not changes of files that are there: of two people who save the same profile at once, one would lose the work, and nobody would notice.',
  refused:
    'This server refuses writes that are protected against each other, so the app cannot tell whether somebody else has just saved.',
  ignored:
    'This server accepts protected writes but ignores the protection: of two people who save at once, one would lose the work, and nobody would notice.',
};

/** Without these lines a library cannot even be read. */
const essential: ReadonlySet<ConnectionLine['check']> = new Set([
  'reachable',
  'clock',
  'credentials',
  'region',
  'bucket',
  'list',
  'read',
]);

/** Whether a library can be opened by what a test found. */
export function canOpen({ lines }: ConnectionReport): boolean {
  return lines.every(({ check, state }) => state !== 'failed' || !essential.has(check));
}

/** Whether a server was found not to protect simultaneous edits: then one reads, unless one edits alone. */
export function isUnprotected(protection: Protection): boolean {
  return protection !== 'protected' && protection !== 'untested';
}

/** How the secret is kept that is typed in. */
export function secretInWords(state: ConnectionState, keep: boolean): string {
  if (state.hasSecretStore) {
    return 'Kept in this system’s own store for secrets, never in the settings or in the library.';
  }
  return keep
    ? 'Kept in a file that only this user of the computer can read, apart from the settings.'
    : 'This system has no store for secrets, so it is kept in memory only, and asked for again when the app is started anew.';
}

/** How the saved secret is kept, for the card of a saved connection. */
export const savedSecretLabels: Record<ConnectionState['secret'], string> = {
  none: 'not known, has to be typed again',
  system: 'in the system’s store',
  memory: 'in memory, until the app ends',
  file: 'in a file of this user',
};

/** Where the credentials come from, in a few words. */
export function credentialsInWords({ credentials }: Connection): string {
  switch (credentials.kind) {
    case 'keys':
      return `access key ${credentials.accessKeyId}`;
    case 'profile':
      return `profile “${credentials.profile}”`;
    case 'environment':
      return 'from the environment';
  }
}
