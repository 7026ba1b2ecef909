import { type Connection, type ConnectionSecret, connectionSchema } from './connection.ts';

/** What a set of variables says of a bucket, as far as it says it; ready to fill a form. */
export interface FoundConnection {
  fields: Partial<Pick<Connection, 'bucket' | 'prefix' | 'region' | 'endpoint' | 'credentials'>>;
  secret: Partial<ConnectionSecret>;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** What the predecessor takes where no region is named. */
export const defaultRegion = 'us-east-1';

/** More than a file of settings ever has; a longer text is none. */
const maxTextLength = 100_000;

/**
 * Reads a pasted `.env` or a pasted block of Streamlit secrets (TOML) of the predecessor. Lines that are no
 * assignment of a known variable are passed over, for such files hold other things as well.
 * @returns null when nothing in it is about a bucket.
 */
export function readPastedConnection(text: string): FoundConnection | null {
  if (text.length > maxTextLength) return null;
  const found = connectionFromVariables(readAssignments(text));
  return Object.keys(found.fields).length + Object.keys(found.secret).length === 0 ? null : found;
}

/**
 * What the standard variables and the predecessor's say of a bucket.
 * https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export function connectionFromVariables(variables: Variables): FoundConnection {
  const value = (...names: string[]) => names.map((name) => variables[name]?.trim()).find(Boolean);
  const credentials = credentialsFrom(value('AWS_ACCESS_KEY_ID'), value('AWS_PROFILE'));
  return {
    fields: present({
      bucket: value('S3_BUCKET_NAME'),
      prefix: value('S3_PREFIX')?.replace(/^\/+|\/+$/g, ''),
      region: value('AWS_REGION', 'AWS_DEFAULT_REGION'),
      endpoint: value('AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'),
      credentials,
    }),
    secret: present({
      secretAccessKey: value('AWS_SECRET_ACCESS_KEY'),
      sessionToken: value('AWS_SESSION_TOKEN'),
    }),
  };
}

/** The bucket that the environment names, with the environment's credentials; null when it names none. */
export function environmentConnection(variables: Variables): Connection | null {
  const {
    bucket,
    prefix = '',
    region = defaultRegion,
    endpoint = '',
  } = connectionFromVariables(variables).fields;
  const credentials = { kind: 'environment' };
  const parsed = connectionSchema.safeParse({
    ...{ bucket, prefix, region, endpoint, credentials },
    ...{ pathStyle: 'auto', protection: 'untested', soleEditor: false },
  });
  return parsed.success ? parsed.data : null;
}

function credentialsFrom(
  accessKeyId: string | undefined,
  profile: string | undefined,
): Connection['credentials'] | undefined {
  if (accessKeyId !== undefined) return { kind: 'keys', accessKeyId };
  return profile === undefined ? undefined : { kind: 'profile', profile };
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function present<Fields extends object>(fields: Fields): Present<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as Present<Fields>;
}

// With `s`: a line may hold characters that Unicode calls line ends.
const assignment = /^\s*(?:export\s+|set\s+)?["']?([A-Za-z_][A-Za-z0-9_]*)["']?\s*=\s*(.*)$/s;

/** Name → value of every line that assigns one; names in capitals, the last of equal ones wins. */
function readAssignments(text: string): Variables {
  const variables: Record<string, string> = Object.create(null);
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const [, name, rest] = assignment.exec(line) ?? [];
    if (name !== undefined && rest !== undefined) variables[name.toUpperCase()] = readValue(rest.trim());
  }
  return variables;
}

/** A value as `.env` files and TOML have it: bare, or in quotes, with a comment after it or not. */
function readValue(text: string): string {
  const [quote] = text;
  if (quote === '"' || quote === "'") {
    const quoted = quote === '"' ? /^"((?:[^"\\]|\\.)*)"/s.exec(text) : /^'([^']*)'/.exec(text);
    if (quoted?.[1] !== undefined) return quote === '"' ? withoutEscapes(quoted[1]) : quoted[1];
  }
  return text.replace(/(^|\s)#.*$/s, '').trim();
}

function withoutEscapes(text: string): string {
  return text.replace(/\\(["\\])/g, '$1');
}
