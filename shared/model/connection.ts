import { z } from 'zod';

/** Where a bucket's credentials come from. A secret is never part of it; see `ConnectionSecret`. */
export const credentialsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keys'), accessKeyId: z.string().trim().max(200) }),
  /** A profile of the AWS configuration files, SSO included. */
  z.strictObject({ kind: z.literal('profile'), profile: z.string().trim().min(1).max(200) }),
  /** The standard environment variables, which are the predecessor's as well. */
  z.strictObject({ kind: z.literal('environment') }),
]);

/** What a server makes of simultaneous edits, as `testConnection` found by racing it. */
export const protections = ['untested', 'protected', 'creation-only', 'refused', 'ignored'] as const;

export type Protection = (typeof protections)[number];

/** A bucket and how to reach it. Holds no secret. */
export const connectionSchema = z.strictObject({
  bucket: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/, 'A bucket’s name has letters, digits, dots and dashes.'),
  /** Without slashes at its ends; empty: the library lies at the top of the bucket. */
  prefix: z
    .string()
    .max(500)
    .transform((prefix) => prefix.trim().replace(/^\/+|\/+$/g, '')),
  region: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{1,60}$/, 'A region’s name has letters, digits and dashes.'),
  /** An `http(s)` address; empty: AWS. */
  endpoint: z.union([
    z.literal(''),
    z
      .url({ protocol: /^https?$/ })
      .max(500)
      .refine(holdsNoSecret),
  ]),
  /** Whether the bucket's name stands in the path of an address; `auto`: with an endpoint of one's own. */
  pathStyle: z.enum(['auto', 'always', 'never']),
  credentials: credentialsSchema,
  protection: z.enum(protections).catch('untested'),
  /** The user says that nobody else edits here, so that a server without protected edits may be written to. */
  soleEditor: z.boolean().catch(false),
});

export type Connection = z.infer<typeof connectionSchema>;

/** What is typed in beside a connection; kept in the system's secret store, never in settings. */
export const connectionSecretSchema = z.strictObject({
  secretAccessKey: z.string().trim().min(1).max(500),
  sessionToken: z.string().trim().max(5_000).optional(),
});

export type ConnectionSecret = z.infer<typeof connectionSecretSchema>;

/** The lines of a connection test, in the order in which they are asked. */
export const connectionChecks = [
  'reachable',
  'clock',
  'credentials',
  'region',
  'bucket',
  'list',
  'read',
  'write',
  'delete',
  'edits',
  'versioning',
] as const;

export interface ConnectionLine {
  check: (typeof connectionChecks)[number];
  /** `advice`: it works, but something is worth knowing. `skipped`: an earlier line stands in the way. */
  state: 'ok' | 'advice' | 'failed' | 'skipped';
  /** What was found, and what to do about it, in a sentence or two. */
  message: string;
}

export interface ConnectionReport {
  lines: ConnectionLine[];
  protection: Protection;
  /** The bucket's own region, where it is another one than was given. */
  suggestedRegion: string | null;
  milliseconds: number;
}

/** How the secret of the saved connection is kept. */
export interface ConnectionState {
  connection: Connection | null;
  /** `system`: in the system's secret store. `memory`: until the app ends. `file`: readable to this user, agreed to. */
  secret: 'none' | 'system' | 'memory' | 'file';
  /** Whether the system has a store that protects secrets. */
  hasSecretStore: boolean;
  /** What the environment's variables say of a bucket; null when they name none. No secret in it. */
  environment: Connection | null;
}

/** A bucket in words: `team-bucket/suite`. */
export function bucketName(connection: Pick<Connection, 'bucket' | 'prefix'>): string {
  return connection.prefix === '' ? connection.bucket : `${connection.bucket}/${connection.prefix}`;
}

/** An address that is kept and shown must not carry a password. */
function holdsNoSecret(address: string): boolean {
  // It is asked also of what has been found to be no address.
  if (!URL.canParse(address)) return false;
  if (!URL.canParse(address)) return false;
  const { username, password, search, hash } = new URL(address);
  return username + password + search + hash === '';
}

/** Whether a connection is to AWS itself, whose prices and rights are known. */
export function isAws({ endpoint }: Pick<Connection, 'endpoint'>): boolean {
  return endpoint === '' || /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
}

/** Why a bucket may only be read, in a sentence; null when it may be edited. */
export function writeProtectionOf(connection: Pick<Connection, 'protection' | 'soleEditor'>): string | null {
  if (connection.protection === 'protected' || connection.soleEditor) return null;
  return connection.protection === 'untested'
    ? 'It is not known yet whether this bucket can be edited safely, so the library is open for reading only. “Test connection” in Settings finds out.'
    : 'This server does not protect simultaneous edits, so the library is open for reading only. If you are the only one who edits it, say so in Settings.';
}
