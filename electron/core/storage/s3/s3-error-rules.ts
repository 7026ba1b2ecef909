import type { ErrorCode } from '#shared/result.ts';
import { storageFailure } from '../system-errors.ts';

/** What was being done, for the words of a failure. */
export interface RequestSubject {
  operation: 'read' | 'write' | 'list' | 'stat' | 'delete';
  /** The key, or the prefix of a listing. */
  name: string;
  bucket: string;
  region: string;
}

/** What an error of the SDK tells, whatever its class. */
export interface ServerError {
  code: string;
  /** Undefined when no server has answered. */
  status: number | undefined;
  region: string | undefined;
}

/** What an error means, and in which words. */
export interface Rule {
  code: ErrorCode;
  /** Whether to ask again: not, soon, after a growing while, or because somebody wrote at the same moment. */
  again: 'never' | 'soon' | 'slowly' | 'collision';
  words: (subject: RequestSubject, error: ServerError) => string;
}

const rights = {
  read: 's3:GetObject',
  stat: 's3:GetObject',
  write: 's3:PutObject',
  list: 's3:ListBucket',
  delete: 's3:DeleteObject',
} as const;

const accessDenied: Rule = {
  code: 'denied',
  again: 'never',
  words: ({ operation, bucket, name }) =>
    `The storage does not allow this: the right ${rights[operation]} is missing on the bucket “${bucket}”${name === '' ? '' : ` for “${name}”`}. Nothing was changed; ask whoever manages the bucket to add it.`,
};

const wrongRegion: Rule = {
  code: 'invalid',
  again: 'never',
  words: ({ bucket, region }, error) =>
    error.region === undefined
      ? `The bucket “${bucket}” is not in the region “${region}”. Nothing was changed; correct the region in Settings → Storage.`
      : `The bucket “${bucket}” is in the region “${error.region}”, not in “${region}”. Nothing was changed; correct the region in Settings → Storage.`,
};

const wrongClock: Rule = {
  code: 'invalid',
  again: 'never',
  words: () =>
    'The clock of this computer is wrong by more than the storage allows. Nothing was changed; set date and time right (or let the system set them) and try again.',
};

const noBucket: Rule = {
  code: 'not-found',
  again: 'never',
  words: ({ bucket }) =>
    `There is no bucket “${bucket}” at this storage. Nothing was changed; correct the name of the bucket, or the endpoint, in Settings → Storage.`,
};

const failing: Rule = {
  code: 'offline',
  again: 'soon',
  words: () =>
    'The storage has trouble of its own and did not answer as it should. Nothing is lost; it is tried again later.',
};

const busy: Rule = {
  code: 'offline',
  again: 'slowly',
  words: () => 'The storage is too busy at the moment. Nothing is lost; it is tried again later.',
};

const full: Rule = {
  code: 'full',
  again: 'never',
  words: ({ name }) =>
    `The storage is full, so “${name}” was not saved; what was there before is still there. Free some space, or raise the limit of the bucket, and try again.`,
};

const noSuchKeys: Rule = deniedWith(
  'The storage does not know this access key. Nothing was changed; check the access key in Settings → Storage.',
);
const wrongSecret: Rule = deniedWith(
  'The secret key does not belong to this access key. Nothing was changed; enter it again in Settings → Storage.',
);
const expired: Rule = deniedWith(
  'The sign-in has expired. Nothing is lost; sign in again, or enter new keys in Settings → Storage, and it goes on.',
);

const refused: Rule = plain('invalid', ({ name }) => storageFailure('invalid', name).message);
export const unsupported: Rule = plain(
  'unsupported',
  () =>
    'This storage does not know protected edits, so nothing was changed. The library can be read; to edit it, say in Settings → Storage that nobody else does.',
);
export const absent: Rule = plain('not-found', ({ name }) => storageFailure('not-found', name).message);
const changed: Rule = plain('conflict', ({ name }) => storageFailure('conflict', name).message);
const collision: Rule = { ...changed, again: 'collision' };

/** By the codes of AWS, MinIO, Ceph and versitygw. */
const rulesByCode: Record<string, Rule> = {
  AccessDenied: accessDenied,
  AllAccessDisabled: accessDenied,
  AccountProblem: accessDenied,
  NotSignedUp: accessDenied,
  InvalidAccessKeyId: noSuchKeys,
  XAdminUserNotFound: noSuchKeys,
  SignatureDoesNotMatch: wrongSecret,
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  InvalidToken: expired,
  TokenRefreshRequired: expired,
  RequestTimeTooSkewed: wrongClock,
  RequestExpired: wrongClock,
  PermanentRedirect: wrongRegion,
  TemporaryRedirect: failing,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  NoSuchBucket: noBucket,
  NoSuchKey: absent,
  NotFound: absent,
  PreconditionFailed: changed,
  ConditionalRequestConflict: collision,
  OperationAborted: collision,
  NotImplemented: unsupported,
  SlowDown: busy,
  ServiceUnavailable: busy,
  Throttling: busy,
  ThrottlingException: busy,
  TooManyRequests: busy,
  RequestLimitExceeded: busy,
  InternalError: failing,
  RequestTimeout: failing,
  IncompleteBody: failing,
  BadDigest: failing,
  XAmzContentSHA256Mismatch: failing,
  QuotaExceeded: full,
  InsufficientStorage: full,
  XMinioStorageFull: full,
  XMinioAdminBucketQuotaExceeded: full,
};

/** For answers without a code, such as those to HEAD. */
const rulesByStatus: Record<number, Rule> = {
  301: wrongRegion,
  401: accessDenied,
  403: accessDenied,
  404: absent,
  409: collision,
  412: changed,
  429: busy,
  500: failing,
  501: unsupported,
  502: failing,
  503: busy,
  504: failing,
  507: full,
};

/** Whether a code is one of S3's, or of a server like it. */
export function isKnownCode(code: string): boolean {
  return Object.hasOwn(rulesByCode, code);
}

/** The rule for an error that a server answered. */
export function ruleFor(code: string, status: number, operation: RequestSubject['operation']): Rule {
  const byCode = isKnownCode(code) ? rulesByCode[code] : undefined;
  const rule = byCode ?? rulesByStatus[status] ?? (status >= 500 ? failing : refused);
  // Writing on the version of an object that is gone: some servers answer 404, some 412.
  return rule === absent && operation === 'write' ? changed : rule;
}

function deniedWith(message: string): Rule {
  return plain('denied', () => message);
}

function plain(code: ErrorCode, words: Rule['words']): Rule {
  return { code, again: 'never', words };
}
