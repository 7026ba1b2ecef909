import { expect, it } from 'vitest';
import { Failure } from '../../failure.ts';
import { judge, type RequestSubject, regionFromError } from './s3-errors.ts';

const subject: RequestSubject = { operation: 'write', name: 'x.json', bucket: 'team', region: 'us-east-1' };

/** An error as the SDK throws it for an answer. */
function answered(name: string, status: number, fields: object = {}): Error {
  return Object.assign(new Error('canary'), { name, $metadata: { httpStatusCode: status }, ...fields });
}

const answers: [name: string, status: number, code: string, again: string][] = [
  ['AccessDenied', 403, 'denied', 'never'],
  ['InvalidAccessKeyId', 403, 'denied', 'never'],
  ['XAdminUserNotFound', 404, 'denied', 'never'],
  ['SignatureDoesNotMatch', 403, 'denied', 'never'],
  ['ExpiredToken', 400, 'denied', 'never'],
  ['RequestTimeTooSkewed', 403, 'invalid', 'never'],
  ['PermanentRedirect', 301, 'invalid', 'never'],
  ['AuthorizationHeaderMalformed', 400, 'invalid', 'never'],
  ['NoSuchBucket', 404, 'not-found', 'never'],
  ['NoSuchKey', 404, 'conflict', 'never'],
  ['PreconditionFailed', 412, 'conflict', 'never'],
  ['ConditionalRequestConflict', 409, 'conflict', 'collision'],
  ['NotImplemented', 501, 'unsupported', 'never'],
  ['SlowDown', 503, 'offline', 'slowly'],
  ['InternalError', 500, 'offline', 'soon'],
  ['RequestTimeout', 400, 'offline', 'soon'],
  ['XMinioStorageFull', 507, 'full', 'never'],
  ['QuotaExceeded', 403, 'full', 'never'],
  ['KeyTooLongError', 400, 'invalid', 'never'],
  ['SomethingNew', 400, 'invalid', 'never'],
  ['SomethingNew', 502, 'offline', 'soon'],
  ['Unknown', 403, 'denied', 'never'],
  ['Unknown', 429, 'offline', 'slowly'],
  ['Unknown', 507, 'full', 'never'],
];

for (const [name, status, code, again] of answers) {
  it(`takes ${name} (${status}) for ${code}, asked again: ${again}`, () => {
    const verdict = judge(answered(name, status), subject);
    expect([verdict.failure.code, verdict.again]).toEqual([code, again]);
    expect(verdict.failure.detail).toBe(`${name} (${status})`);
    expect(verdict.failure.message).toMatch(/^\p{Lu}.*[.]$|^“/u);
    expect(verdict.failure.cause).toBeUndefined();
  });
}

it('takes every error of a server that may have stored it for unsure', () => {
  expect(judge(answered('InternalError', 500), subject).isUnsure).toBe(true);
  expect(judge(answered('ServiceUnavailable', 503), subject).isUnsure).toBe(true);
  expect(judge(answered('NotImplemented', 501), subject).isUnsure).toBe(false);
  expect(judge(answered('AccessDenied', 403), subject).isUnsure).toBe(false);
});

it('takes a missing object for absent in everything but writing', () => {
  const verdict = judge(answered('NoSuchKey', 404), { ...subject, operation: 'read' });
  expect(verdict.failure.code).toBe('not-found');
});

const silences: [code: string, words: string, again: string, isUnsure: boolean][] = [
  ['ECONNREFUSED', 'cannot be reached', 'soon', false],
  ['ENOTFOUND', 'cannot be reached', 'soon', false],
  ['ECONNRESET', 'cannot be reached', 'soon', true],
  ['ETIMEDOUT', 'did not answer in time', 'never', true],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'does not prove who it is', 'never', false],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'does not prove who it is', 'never', false],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'does not prove who it is', 'never', false],
];

for (const [code, words, again, isUnsure] of silences) {
  it(`takes ${code} for offline: ${words}`, () => {
    const verdict = judge(Object.assign(new Error('canary'), { code }), subject);
    expect(verdict.failure.code).toBe('offline');
    expect(verdict.failure.message).toContain(words);
    expect([verdict.again, verdict.isUnsure]).toEqual([again, isUnsure]);
  });
}

it('tells the right region, from an element or a header, and nothing where there is none', () => {
  const element = judge(answered('AuthorizationHeaderMalformed', 400, { Region: 'eu-west-1' }), subject);
  const header = judge(
    answered('Unknown', 301, { $response: { headers: { 'x-amz-bucket-region': 'eu-west-3' } } }),
    subject,
  );
  expect(element.failure.message).toContain('is in the region “eu-west-1”, not in “us-east-1”');
  expect([element.failure, header.failure].map(regionFromError)).toEqual(['eu-west-1', 'eu-west-3']);
  expect(
    regionFromError(judge(answered('AuthorizationHeaderMalformed', 400), subject).failure),
  ).toBeUndefined();
  expect(regionFromError(new Failure('unknown', 'Something.'))).toBeUndefined();
  expect(regionFromError('nonsense')).toBeUndefined();
});

it('says nothing of what the error says, which may hold a key', () => {
  const error = answered('SignatureDoesNotMatch', 403, { StringToSign: 'canary', AWSAccessKeyId: 'canary' });
  expect(JSON.stringify(Object.getOwnPropertyDescriptors(judge(error, subject).failure))).not.toContain(
    'canary',
  );
  const thrown = judge(Object.assign(new Error('canary'), { name: 'CredentialsProviderError' }), subject);
  expect(thrown.failure.code).toBe('denied');
  expect(JSON.stringify(Object.getOwnPropertyDescriptors(thrown.failure))).not.toContain('canary');
});
