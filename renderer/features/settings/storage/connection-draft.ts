import { type Connection, type ConnectionSecret, connectionSchema } from '#shared/model/connection.ts';
import { defaultRegion, type FoundConnection } from '#shared/model/predecessor-env.ts';

/** What the form of a connection holds; every field as it is typed. */
export interface ConnectionDraft {
  bucket: string;
  prefix: string;
  region: string;
  endpoint: string;
  pathStyle: Connection['pathStyle'];
  credentials: Connection['credentials']['kind'];
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  profile: string;
  soleEditor: boolean;
  /** Whether the secret may lie in a file where the system has no store. */
  keep: boolean;
}

/** What a filled-in form says: a connection with its secret, or what is wrong by field. */
export type ReadDraft =
  | { ok: true; connection: Connection; secret: ConnectionSecret | undefined }
  | { ok: false; errors: Partial<Record<keyof ConnectionDraft, string>> };

const empty: ConnectionDraft = {
  bucket: '',
  prefix: '',
  region: defaultRegion,
  endpoint: '',
  pathStyle: 'auto',
  credentials: 'keys',
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  profile: '',
  soleEditor: false,
  keep: false,
};

/** The form for a connection; never holds a saved secret. */
export function draftOf(connection: Connection | null): ConnectionDraft {
  if (connection === null) return empty;
  const { bucket, prefix, region, endpoint, pathStyle, soleEditor, credentials } = connection;
  const place = { bucket, prefix, region, endpoint, pathStyle, soleEditor };
  return { ...empty, ...place, ...credentialFields(credentials) };
}

/** The form with what a pasted text said; what it did not say stays. */
export function withFound(draft: ConnectionDraft, { fields, secret }: FoundConnection): ConnectionDraft {
  const { credentials, ...place } = fields;
  const { secretAccessKey = draft.secretAccessKey, sessionToken = draft.sessionToken } = secret;
  const found = { ...place, ...(credentials ? credentialFields(credentials) : {}) };
  return { ...draft, ...found, secretAccessKey, sessionToken };
}

/**
 * Checks the form.
 * @param saved the saved connection where its secret is known, which need not be typed again.
 */
export function readDraft(draft: ConnectionDraft, saved: Connection | null): ReadDraft {
  const parsed = connectionSchema.safeParse({
    ...draftPlace(draft),
    credentials: draftCredentials(draft),
    protection: 'untested',
    soleEditor: draft.soleEditor,
  });
  const errors: Partial<Record<keyof ConnectionDraft, string>> = {};
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldOf(issue.path);
    errors[field] ??= words[field] ?? issue.message;
  }
  if (draft.credentials === 'keys') {
    if (draft.accessKeyId.trim() === '') errors.accessKeyId = words.accessKeyId ?? '';
    if (draft.secretAccessKey.trim() === '' && !usesSavedSecret(draft, saved)) {
      errors.secretAccessKey = words.secretAccessKey ?? '';
    }
  }
  if (endsWithBucket(draft))
    errors.endpoint ??= 'The endpoint ends with the bucket’s name; leave that out here.';
  if (!parsed.success || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, connection: parsed.data, secret: draftSecret(draft) };
}

function endsWithBucket({ endpoint, bucket }: ConnectionDraft): boolean {
  return bucket !== '' && endpoint.trim().replace(/\/+$/, '').endsWith(`/${bucket}`);
}

/** Whether the saved secret belongs to the access key that is typed. */
export function usesSavedSecret(draft: ConnectionDraft, saved: Connection | null): boolean {
  return saved?.credentials.kind === 'keys' && saved.credentials.accessKeyId === draft.accessKeyId.trim();
}

const words: Partial<Record<keyof ConnectionDraft, string>> = {
  bucket: 'Give the bucket’s name: letters, digits, dots and dashes, without “s3://”.',
  prefix: 'A prefix has at most 500 characters.',
  region: 'Give the bucket’s region, such as eu-west-1.',
  endpoint: 'Give a whole address, such as https://s3.example.com, or leave it empty for AWS.',
  accessKeyId: 'Give the access key ID.',
  secretAccessKey: 'Give the secret access key.',
  profile: 'Give the name of a profile in your AWS configuration.',
};

function credentialFields(credentials: Connection['credentials']): Partial<ConnectionDraft> {
  switch (credentials.kind) {
    case 'keys':
      return { credentials: 'keys', accessKeyId: credentials.accessKeyId };
    case 'profile':
      return { credentials: 'profile', profile: credentials.profile };
    case 'environment':
      return { credentials: 'environment' };
  }
}

function draftPlace({ bucket, prefix, region, endpoint, pathStyle }: ConnectionDraft) {
  return { bucket, prefix, region, endpoint: endpoint.trim(), pathStyle };
}

function draftCredentials({ credentials, accessKeyId, profile }: ConnectionDraft): Connection['credentials'] {
  switch (credentials) {
    case 'keys':
      return { kind: 'keys', accessKeyId };
    case 'profile':
      return { kind: 'profile', profile };
    case 'environment':
      return { kind: 'environment' };
  }
}

function draftSecret(draft: ConnectionDraft): ConnectionSecret | undefined {
  const secretAccessKey = draft.secretAccessKey.trim();
  if (draft.credentials !== 'keys' || secretAccessKey === '') return undefined;
  const sessionToken = draft.sessionToken.trim();
  return sessionToken === '' ? { secretAccessKey } : { secretAccessKey, sessionToken };
}

function fieldOf(path: readonly PropertyKey[]): keyof ConnectionDraft {
  const [first, second] = path;
  return (first === 'credentials' && second !== undefined ? second : first) as keyof ConnectionDraft;
}
