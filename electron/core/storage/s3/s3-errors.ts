import type { ErrorCode } from '#shared/result.ts';
import { Failure } from '../../failure.ts';
import { storageFailure } from '../system-errors.ts';

/** What was being done, for the words of a failure. */
export interface RequestSubject {
  operation: 'read' | 'write' | 'list' | 'stat' | 'delete';
  /** The key, or the prefix of a listing. */
  name: string;
  bucket: string;
  region: string;
}

/** What an error of one request means. */
export interface Verdict {
  failure: Failure;
  /** Whether to ask again: not, soon, after a growing while, or because somebody wrote at the same moment. */
  again: 'never' | 'soon' | 'slowly' | 'collision';
  /** Whether the server may have done it all the same. */
  isUnsure: boolean;
}

/** What an error of the SDK tells, whatever its class. */
interface ServerError {
  code: string;
  /** Undefined when no server has answered. */
  status: number | undefined;
  region: string | undefined;
}

type Rule = Pick<Verdict, 'again'> & {
  code: ErrorCode;
  words: (subject: RequestSubject, error: ServerError) => string;
};

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
const unsupported: Rule = plain(
  'unsupported',
  () =>
    'This storage does not know protected edits, so nothing was changed. The library can be read; to edit it, say in Settings → Storage that nobody else does.',
);
const absent: Rule = plain('not-found', ({ name }) => storageFailure('not-found', name).message);
const changed: Rule = plain('conflict', ({ name }) => storageFailure('conflict', name).message);
const collision: Rule = { ...changed, again: 'collision' };

/** By the codes of AWS, MinIO, Ceph and versitygw. */
const rules: Record<string, Rule> = {
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

/** What an error means that came of one request, in words for the user. No secret gets into it. */
export function judge(error: unknown, subject: RequestSubject): Verdict {
  if (error instanceof Failure) return { failure: error, again: 'never', isUnsure: error.code === 'offline' };
  const told = readServerError(error);
  if (told.status === undefined) return judgeSilence(told);
  const rule = ruleFor(told, told.status, subject.operation);
  const failure = new Failure(rule.code, rule.words(subject, told), { detail: detailOf(told) });
  return { failure, again: rule.again, isUnsure: told.status >= 500 && rule !== unsupported };
}

/** Whether the server says that there is no such object; not that there is no such bucket or user. */
export function isAbsence(error: unknown): boolean {
  const told = readServerError(error);
  return told.status === 404 && ruleFor(told, told.status, 'read') === absent;
}

/** A failure for what a network (a hotel's sign-in page, a proxy) sent in the storage's place. */
export function networkInPlace(detail: string): Failure {
  return new Failure(
    'offline',
    'The network answered in place of the storage, perhaps to ask for a sign-in. Nothing was changed; open a web page to sign in to the network, and try again.',
    { detail },
  );
}

/** The region in which a bucket is, as told by a failure of a backend or an error of the SDK; else undefined. */
export function regionFromError(error: unknown): string | undefined {
  if (error instanceof Failure) return /, region ([\w-]+)$/.exec(error.detail ?? '')?.[1];
  return readServerError(error).region;
}

/** Whether an answer came without S3's own word for what is wrong, as those to HEAD do. */
export function isWithoutCode(error: unknown): boolean {
  const { code, status } = readServerError(error);
  return status !== undefined && (rules[code] === undefined || code === 'NotFound');
}

function ruleFor({ code }: ServerError, status: number, operation: RequestSubject['operation']): Rule {
  const rule = rules[code] ?? rulesByStatus[status] ?? (status >= 500 ? failing : refused);
  // Writing on the version of an object that is gone: some servers answer 404, some 412.
  return rule === absent && operation === 'write' ? changed : rule;
}

/** No server has answered: the network, the time limit, or the credentials never came so far. */
function judgeSilence({ code }: ServerError): Verdict {
  if (/Credentials|Token|SSO/i.test(code)) {
    const failure = new Failure(
      'denied',
      'The keys for the storage could not be got. Nothing was changed; sign in again, or check how the app gets them in Settings → Storage.',
      { detail: code },
    );
    return { failure, again: 'never', isUnsure: false };
  }
  const isUnsure = !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(code);
  const isTimeout = code === 'TimeoutError' || code === 'ETIMEDOUT';
  const message = isTimeout
    ? 'The storage did not answer in time. Nothing is lost; it is tried again later.'
    : 'The storage cannot be reached. Nothing is lost; it is tried again when the network is back.';
  const failure = new Failure('offline', message, { detail: code });
  // Whoever has waited this long is told at once.
  return { failure, again: isTimeout ? 'never' : 'soon', isUnsure };
}

/** The fields that the SDK puts on what it throws; XML elements of an error, such as `Region`, among them. */
interface SdkError {
  name?: unknown;
  code?: unknown;
  Region?: unknown;
  $metadata?: { httpStatusCode?: number };
  $response?: { headers?: Record<string, string> };
}

function readServerError(error: unknown): ServerError {
  const { name, code, Region, $metadata, $response }: SdkError =
    typeof error === 'object' && error !== null ? error : {};
  const status = $metadata?.httpStatusCode;
  // The system's name of a network error says more than the class, `Error`.
  const word = status === undefined ? (code ?? name) : name;
  return {
    code: typeof word === 'string' ? word : 'Unknown',
    status,
    region: typeof Region === 'string' ? Region : $response?.headers?.['x-amz-bucket-region'],
  };
}

function detailOf({ code, status, region }: ServerError): string {
  return `${code} (${status})${region === undefined ? '' : `, region ${region}`}`;
}

function deniedWith(message: string): Rule {
  return plain('denied', () => message);
}

function plain(code: ErrorCode, words: Rule['words']): Rule {
  return { code, again: 'never', words };
}
