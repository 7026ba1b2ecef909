import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { performance } from 'node:perf_hooks';

/** What a server answered to a question without credentials. */
export interface Reached {
  /** `sign-in`: a network's page, or some other site, answers in the service's place. */
  kind: 'service' | 'sign-in';
  /** The server's clock minus this device's, in milliseconds; null when the server does not tell its time. */
  clockDifference: number | null;
  /** The region of the bucket, where the service tells it to everybody. */
  bucketRegion: string | null;
}

export interface ReachOptions {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds. */
  timeout: number;
  signal: AbortSignal;
}

/**
 * Asks for a bucket without credentials: any S3 service refuses that in its own way, and tells its time. Rejects
 * with the error of the network or of TLS.
 */
export async function reach(address: URL, { now, timeout, signal }: ReachOptions): Promise<Reached> {
  const started = performance.now();
  const before = now();
  const { headers, statusCode = 0 } = await askHeaders(address, timeout, signal);
  const halfway = before + (performance.now() - started) / 2;
  const region = headers['x-amz-bucket-region'];
  return {
    kind: isSignIn(statusCode, headers, address) ? 'sign-in' : 'service',
    clockDifference: differenceOf(headers.date, halfway),
    bucketRegion: typeof region === 'string' ? region : null,
  };
}

function askHeaders(address: URL, timeout: number, signal: AbortSignal): Promise<IncomingMessage> {
  const request = address.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    // A connection of its own: what is measured is the way to the server, not what is kept open.
    const asked = request(address, { method: 'GET', agent: false, signal }, (response) => {
      clearTimeout(timer);
      // Its body is of no interest, and may be long.
      response.on('error', () => undefined).destroy();
      resolve(response);
    });
    const timer = setTimeout(() => asked.destroy(timeoutError()), timeout);
    asked.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.end();
  });
}

function timeoutError(): Error {
  const error = new Error('No answer in time.');
  error.name = 'TimeoutError';
  return error;
}

/** Services answer in XML, and lead only to other addresses of their own; a page of HTML is somebody else. */
function isSignIn(status: number, headers: IncomingMessage['headers'], address: URL): boolean {
  const isRedirect = status >= 300 && status < 400;
  if (isRedirect && headers['x-amz-request-id'] === undefined) return !isSameSite(headers.location, address);
  return /\bhtml\b/i.test(headers['content-type'] ?? '');
}

function isSameSite(location: string | undefined, address: URL): boolean {
  if (location === undefined || !URL.canParse(location, address)) return true;
  const site = (name: string) => name.split('.').slice(-2).join('.');
  return site(new URL(location, address).hostname) === site(address.hostname);
}

/** The header has whole seconds, so half of one is what it is off on average. */
function differenceOf(date: string | undefined, halfway: number): number | null {
  const served = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(served) ? null : served + 500 - halfway;
}
