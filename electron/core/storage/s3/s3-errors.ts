import { Failure } from '../../failure.ts';
import {
  absent,
  isKnownCode,
  type RequestSubject,
  type Rule,
  ruleFor,
  type ServerError,
  unsupported,
} from './s3-error-rules.ts';

export type { RequestSubject } from './s3-error-rules.ts';

/** What an error of one request means. */
export interface Verdict {
  failure: Failure;
  again: Rule['again'];
  /** Whether the server may have done it all the same. */
  isUnsure: boolean;
}

/** What an error means that came of one request, in words for the user. No secret gets into it. */
export function judge(error: unknown, subject: RequestSubject): Verdict {
  if (error instanceof Failure) return { failure: error, again: 'never', isUnsure: error.code === 'offline' };
  const told = readServerError(error);
  if (told.status === undefined) return judgeSilence(told);
  const rule = ruleFor(told.code, told.status, subject.operation);
  const failure = new Failure(rule.code, rule.words(subject, told), { detail: detailOf(told) });
  return { failure, again: rule.again, isUnsure: told.status >= 500 && rule !== unsupported };
}

/** Whether the server says that there is no such object; not that there is no such bucket or user. */
export function isAbsence(error: unknown): boolean {
  const told = readServerError(error);
  return told.status === 404 && ruleFor(told.code, told.status, 'read') === absent;
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
  if (error instanceof Failure) return /, region ([\w.-]+)$/.exec(error.detail ?? '')?.[1];
  return readServerError(error).region;
}

/** Whether an answer came without S3's own word for what is wrong, as those to HEAD do. */
export function isWithoutCode(error: unknown): boolean {
  const { code, status } = readServerError(error);
  return status !== undefined && (!isKnownCode(code) || code === 'NotFound');
}

/** Names of network errors that say that the request has not left this device; others may come after sending. */
const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** Whether a thrown value says that the request has never left this device, so that nobody charges for it. */
export function hasNeverLeft(error: unknown): boolean {
  return neverLeft.includes(readServerError(error).code);
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
  // On a connection that is not secret something else answers, and the keys have not been sent.
  if (/CERT|SIGNATURE|TLS|SSL/.test(code)) {
    return { failure: untrusted(code), again: 'never', isUnsure: false };
  }
  const isUnsure = !neverLeft.includes(code);
  const isTimeout = code === 'TimeoutError' || code === 'ETIMEDOUT';
  const message = isTimeout
    ? 'The storage did not answer in time. Nothing is lost; it is tried again later.'
    : 'The storage cannot be reached. Nothing is lost; it is tried again when the network is back.';
  const failure = new Failure('offline', message, { detail: code });
  // Whoever has waited this long is told at once.
  return { failure, again: isTimeout ? 'never' : 'soon', isUnsure };
}

function untrusted(detail: string): Failure {
  return new Failure(
    'offline',
    'The storage does not prove who it is: its certificate is not valid on this computer. Nothing was sent; perhaps the network asks for a sign-in, or the endpoint in Settings → Storage is wrong.',
    { detail },
  );
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
  const region = Region ?? $response?.headers?.['x-amz-bucket-region'];
  return { code: asName(word) ?? 'Unknown', status, region: asName(region) };
}

/** What a server says is shown only where it can be nothing but a name. */
function asName(said: unknown): string | undefined {
  return typeof said === 'string' && /^[\w.-]{1,80}$/.test(said) ? said : undefined;
}

function detailOf({ code, status, region }: ServerError): string {
  return `${code} (${status})${region === undefined ? '' : `, region ${region}`}`;
}
