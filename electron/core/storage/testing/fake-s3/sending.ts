import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, element, elements, errorAnswer, signInPage, xmlAnswer } from './answers.ts';
import type { FakeFault } from './faults.ts';

/** The answers that stand in place of what was asked. */
const replacements: Partial<Record<FakeFault, Answer>> = {
  'status-500': errorAnswer('InternalError'),
  'slow-down': errorAnswer('SlowDown'),
  'access-denied': errorAnswer('AccessDenied'),
  conflict: errorAnswer('ConditionalRequestConflict'),
  'html-200': signInPage,
  redirect: { status: 302, headers: { location: 'http://sign-in.invalid/' } },
  'empty-200': { status: 200 },
  'storage-full': errorAnswer('InsufficientStorage'),
  'expired-token': errorAnswer('ExpiredToken'),
  'endless-listing': xmlAnswer(
    element(
      'ListBucketResult',
      ...elements({ Name: 'bucket', KeyCount: '0', IsTruncated: 'true', NextContinuationToken: 'again' }),
    ),
  ),
};

/** What a fault answers instead of asking the bucket; undefined: the bucket is asked. */
export function replacementFor(fault: FakeFault | undefined): Answer | undefined {
  return fault && replacements[fault];
}

/** Whether nothing is to be stored or answered. */
export function losesRequest(fault: FakeFault | undefined): boolean {
  return fault === 'reset-before' || fault === 'timeout';
}

/** Whether it is not the server that answers, but something on the way to it. */
function isFromElsewhere(fault: FakeFault | undefined): boolean {
  return fault === 'html-200' || fault === 'redirect' || fault === 'empty-200';
}

/** Sends the answer, or as much of it as the fault lets through; tells the bytes of its body. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: FakeFault | undefined,
): number {
  const body = Buffer.from(answer.body ?? '');
  if (fault === 'reset-before' || fault === 'reset-after') request.socket.destroy();
  else if (fault === 'truncated' || fault === 'stalled') {
    return sendHalf(request, response, answer, body, fault === 'truncated');
  } else if (fault !== 'timeout' && fault !== 'timeout-after') {
    const length = request.method === 'HEAD' ? {} : { 'content-length': body.length };
    const own = isFromElsewhere(fault) ? {} : { 'x-amz-request-id': 'FAKE' };
    response.writeHead(answer.status, { ...own, ...length, ...answer.headers });
    response.end(request.method === 'HEAD' ? undefined : body);
    return request.method === 'HEAD' ? 0 : body.length;
  }
  return 0;
}

function sendHalf(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  body: Buffer,
  isEnding: boolean,
): number {
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (request.method === 'HEAD' || answer.status === 204) {
    // Without a body, it is the head that breaks off.
    request.socket.end(`HTTP/1.1 ${answer.status} OK\r\nx-amz-req`);
    return 0;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length + 1 });
  response.flushHeaders();
  response.write(half, () => isEnding && request.socket.destroy());
  return half.length;
}
