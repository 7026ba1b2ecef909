import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Answer, errorAnswer } from './answers.ts';

/** Who may ask, where, and what time it is. */
export interface Signers {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  now: () => number;
}

/** How far apart the clocks of client and server may be. */
const allowedSkew = 15 * 60_000;

/**
 * Checks a request's Signature Version 4, as published in "Signature Calculations for the Authorization Header"
 * of the S3 API reference, in the order in which AWS complains.
 * @returns the refusal, or undefined when all is well.
 */
export function checkSignature(
  request: IncomingMessage,
  body: Uint8Array,
  signers: Signers,
): Answer | undefined {
  const authorization = request.headers.authorization ?? '';
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=(\w+)$/.exec(
    authorization,
  );
  if (!parts) return errorAnswer('AccessDenied');
  const [, credential = '', signedHeaders = '', signature] = parts;
  const [accessKeyId, date = '', region = ''] = credential.split('/');
  if (accessKeyId !== signers.accessKeyId)
    return errorAnswer('InvalidAccessKeyId', { AWSAccessKeyId: accessKeyId ?? '' });
  if (region !== signers.region)
    return errorAnswer('AuthorizationHeaderMalformed', { Region: signers.region });
  const time = headerOf(request, 'x-amz-date');
  if (Math.abs(parseTime(time) - signers.now()) > allowedSkew) {
    return errorAnswer('RequestTimeTooSkewed', { ServerTime: new Date(signers.now()).toISOString() });
  }
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalRequest(request, signedHeaders))].join('\n');
  const expected = createHmac('sha256', signingKey(signers.secretAccessKey, date, region))
    .update(text)
    .digest('hex');
  if (expected !== signature) return errorAnswer('SignatureDoesNotMatch', { AWSAccessKeyId: accessKeyId });
  return checkBody(headerOf(request, 'x-amz-content-sha256'), body);
}

function checkBody(declared: string, body: Uint8Array): Answer | undefined {
  if (declared === 'UNSIGNED-PAYLOAD') return undefined;
  if (declared.startsWith('STREAMING-')) return errorAnswer('NotImplemented');
  return declared === sha256(body) ? undefined : errorAnswer('XAmzContentSHA256Mismatch');
}

function canonicalRequest(request: IncomingMessage, signedHeaders: string): string {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const headers = signedHeaders.split(';').map((name) => `${name}:${headerOf(request, name).trim()}\n`);
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  return [
    request.method,
    path,
    parameters
      .map((parameter) => (parameter.includes('=') ? parameter : `${parameter}=`))
      .sort()
      .join('&'),
    headers.join(''),
    signedHeaders,
    headerOf(request, 'x-amz-content-sha256'),
  ].join('\n');
}

function signingKey(secret: string, ...scope: string[]): Buffer {
  let key = Buffer.from(`AWS4${secret}`);
  for (const part of [...scope, 's3', 'aws4_request']) key = createHmac('sha256', key).update(part).digest();
  return key;
}

/** `20261124T101500Z` in milliseconds since 1970. */
function parseTime(time: string): number {
  return Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name] ?? '';
  return Array.isArray(value) ? value.join(',') : value;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
