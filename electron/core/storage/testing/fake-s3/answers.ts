/** An answer before it is sent. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
}

/** Codes of S3's errors with their status, as AWS documents them. */
const statuses = {
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  BadDigest: 400,
  ConditionalRequestConflict: 409,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  ExpiredToken: 400,
  InsufficientStorage: 507,
  InvalidArgument: 400,
  KeyTooLongError: 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PermanentRedirect: 301,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
  XAmzContentSHA256Mismatch: 400,
} as const;

export type FakeErrorCode = keyof typeof statuses;

/** An error as S3 words it; `fields` are further elements, such as `Region`. */
export function errorAnswer(
  code: FakeErrorCode,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
): Answer {
  return xmlAnswer(
    element(
      'Error',
      element('Code', code),
      element('Message', `The fake says ${code}.`),
      ...elements(fields),
    ),
    statuses[code],
    headers,
  );
}

export function xmlAnswer(body: string, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/xml', ...headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}

/** The sign-in page that a hotel's network sends in place of what was asked for. */
export const signInPage: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>Please sign in.</p></body></html>',
};

/** An XML element; `inside` is markup already, see `escapeText`. */
export function element(name: string, ...inside: string[]): string {
  return `<${name}>${inside.join('')}</${name}>`;
}

export function elements(fields: Record<string, string>): string[] {
  return Object.entries(fields).map(([name, value]) => element(name, escapeText(value)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are referred to
const notPlain = /[<>&"\u0000-\u001f\u007f]/g;

/** A text as XML, control characters as references, as AWS sends them though XML 1.0 forbids it. */
export function escapeText(text: string): string {
  return text.replace(notPlain, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}
