import type { Connection } from '#shared/model/connection.ts';
import { isFailure } from '../failure.ts';
import type { Check } from './findings.ts';
import { isNetworkError, networkCode } from './network-errors.ts';
import { answerOf, type ServiceAnswer } from './probe-bucket.ts';

/** What stands in the way of asking a bucket anything, by the line that it belongs to. */
export interface Refusal {
  check: Check;
  message: string;
  /** The bucket's own region, where it is another one than was given. */
  region?: string;
}

/** Reads why the first question to a bucket, its listing, was refused. */
export function explainRefusal(error: unknown, connection: Connection): Refusal {
  if (isFailure(error, 'denied')) return { check: 'credentials', message: error.message };
  if (isFailure(error)) return { check: 'reachable', message: error.message };
  const answer = answerOf(error);
  if (answer.status === undefined) return { check: 'reachable', message: explainNetwork(error, connection) };
  return explainAnswer(answer, connection);
}

/** Reads why a request was refused on which a right alone depends. */
export function explainDenial(error: unknown, right: string, connection: Connection): string {
  const answer = answerOf(error);
  if (isFailure(error)) return error.message;
  if (answer.status === undefined) return explainNetwork(error, connection);
  if (isDenied(answer)) return `The right ${right} is missing. Whoever manages the bucket can add it.`;
  return `The service refused: ${inWords(answer)}.`;
}

function isDenied({ status, code }: ServiceAnswer): boolean {
  return status === 403 || status === 401 || /AccessDenied|Unauthorized/.test(code);
}

type Explain = (answer: ServiceAnswer, connection: Connection) => Refusal;

const clock: Explain = () => ({
  check: 'clock',
  message:
    'The service says that this device’s clock is wrong by more than it allows. Let the system set its date and time, then test again.',
});
const expired: Explain = () => ({
  check: 'credentials',
  message:
    'The credentials have expired. Sign in again and enter the new ones; nothing in the bucket has changed.',
});
const unknownKey: Explain = (_, { credentials }) => ({
  check: 'credentials',
  message: `The service does not know ${credentials.kind === 'keys' ? `the access key id ${credentials.accessKeyId}` : 'this access key id'}. Check it, and that it is of this service and still active.`,
});
const wrongSecret: Explain = () => ({
  check: 'credentials',
  message:
    'The access key id is known, but the secret access key does not belong to it. Enter the secret again, whole and without spaces.',
});
const wrongToken: Explain = () => ({
  check: 'credentials',
  message:
    'The session token is not valid, or missing. Sign in again, and enter key, secret and token of the same sign-in.',
});
const noBucket: Explain = (_, { bucket }) => ({
  check: 'bucket',
  message: `There is no bucket named “${bucket}”. Check its name; the app does not create buckets.`,
});
const wrongRegion: Explain = ({ region, message }, { bucket, region: given }) => {
  const right = region ?? regionIn(message);
  if (right === undefined || right === given) {
    return {
      check: 'region',
      message: `The service does not take the region “${given}” for “${bucket}”. Check the region, and that the endpoint is the one of this bucket.`,
    };
  }
  return {
    check: 'region',
    message: `“${bucket}” is in the region ${right}, not in ${given}.`,
    region: right,
  };
};
/** The same word for a wrong region and for an access key id that cannot be one. */
const malformed: Explain = (answer, connection) =>
  answer.region !== undefined || /region/i.test(answer.message)
    ? wrongRegion(answer, connection)
    : unknownKey(answer, connection);

const byCode = new Map<string, Explain>(
  Object.entries({
    RequestTimeTooSkewed: clock,
    RequestExpired: clock,
    ExpiredToken: expired,
    ExpiredTokenException: expired,
    TokenRefreshRequired: expired,
    InvalidToken: wrongToken,
    InvalidAccessKeyId: unknownKey,
    XAdminUserNotFound: unknownKey,
    SignatureDoesNotMatch: wrongSecret,
    AuthorizationHeaderMalformed: malformed,
    PermanentRedirect: wrongRegion,
    TemporaryRedirect: wrongRegion,
    IllegalLocationConstraintException: wrongRegion,
    InvalidRegionName: wrongRegion,
    NoSuchBucket: noBucket,
    InvalidBucketName: noBucket,
  }),
);

function explainAnswer(answer: ServiceAnswer, connection: Connection): Refusal {
  const explain = byCode.get(answer.code);
  if (explain) return explain(answer, connection);
  if (answer.status === 301 || answer.status === 307) return wrongRegion(answer, connection);
  if (answer.status === 401) return unknownKey(answer, connection);
  if (isDenied(answer)) {
    const message = `The right s3:ListBucket is missing on “${connection.bucket}”. Whoever manages the bucket can add it; the smallest policy is below.`;
    return { check: 'list', message };
  }
  if ((answer.status ?? 0) >= 500 && answer.status !== 501) {
    const message = `The service is reached but cannot answer now: ${inWords(answer)}. Try again later.`;
    return { check: 'reachable', message };
  }
  return { check: 'list', message: `The service refuses to list the bucket: ${inWords(answer)}.` };
}

/** Cloudflare and versitygw name the right region only in their sentence. */
function regionIn(message: string): string | undefined {
  if (/must be one of.*\bauto\b/i.test(message)) return 'auto';
  return /expecting ['"]?([a-z0-9-]+)/i.exec(message)?.[1];
}

function inWords({ code, status }: ServiceAnswer): string {
  return `${code} (${status})`;
}

const certificates = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/;

/** Why no service has answered. */
export function explainNetwork(error: unknown, { endpoint, region }: Connection): string {
  const code = networkCode(error) ?? '';
  const where = endpoint === '' ? 'AWS' : new URL(endpoint).host;
  const check = endpoint === '' ? 'the region' : 'the endpoint';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return endpoint === ''
      ? `No server of AWS was found for the region “${region}”. Check the region and the network.`
      : `No server named “${new URL(endpoint).hostname}” was found. Check the endpoint and the network.`;
  }
  if (code === 'ECONNREFUSED') {
    return `Nothing answers at ${where}. Check ${check}, its port, and that the server runs.`;
  }
  if (code === 'EPROTO') {
    return `${where} answers, but not with https. Check the endpoint: whether it begins with https or http, and its port.`;
  }
  if (certificates.test(code)) {
    return `${where} answers, but its certificate is not one that this system trusts (${code}). Check the endpoint, and whether it begins with https or http.`;
  }
  if (code.startsWith('HPE_')) return `What answers at ${where} does not speak HTTP. Check ${check}.`;
  if (isNetworkError(error)) {
    return `${where} did not answer, or the connection broke off. Check the network and ${check}.`;
  }
  return `${where} cannot be asked (${code || answerOf(error).code}). Check the network and ${check}.`;
}
