import fc from 'fast-check';
import { expect, it } from 'vitest';
import { environmentConnection, readPastedConnection } from './predecessor-env.ts';

const all = {
  fields: {
    bucket: 'team-bucket',
    prefix: 'suite/one',
    region: 'eu-central-1',
    credentials: { kind: 'keys', accessKeyId: 'AKIAEXAMPLE' },
  },
  secret: { secretAccessKey: 'abc/def+ghi==' },
};

const dotEnv = `# the team's bucket
USE_S3=true
S3_BUCKET_NAME=team-bucket
S3_PREFIX=suite/one/
AWS_ACCESS_KEY_ID=AKIAEXAMPLE
AWS_SECRET_ACCESS_KEY=abc/def+ghi==
AWS_REGION=eu-central-1
OPENAI_API_KEY=sk-not-ours
`;

const quoted = `export USE_S3="true"
export S3_BUCKET_NAME='team-bucket'   # ours
export S3_PREFIX = "suite/one"
AWS_ACCESS_KEY_ID="AKIAEXAMPLE"
AWS_SECRET_ACCESS_KEY='abc/def+ghi==' # not "this"
AWS_DEFAULT_REGION=eu-central-1 # Frankfurt
`;

const streamlit = `
USE_S3 = "true"
S3_BUCKET_NAME = "team-bucket"
S3_PREFIX = "suite/one"
AWS_ACCESS_KEY_ID = "AKIAEXAMPLE"
AWS_SECRET_ACCESS_KEY = "abc/def+ghi=="
AWS_REGION = "eu-central-1"
`;

it.each([
  ['a .env', dotEnv],
  ['one with the line ends of Windows', dotEnv.replaceAll('\n', '\r\n')],
  ['one with a byte order mark', `\uFEFF${dotEnv}`],
  ['one with export, quotes and comments', quoted],
  ['a block of Streamlit secrets', streamlit],
  ['one below a section', `[aws]\n${streamlit}\n[other]\nname = "x"`],
  ['one with small names', `[aws]\n${streamlit.replace(/^\w+/gm, (name) => name.toLowerCase())}`],
])('reads %s', (_, text) => {
  expect(readPastedConnection(text)).toEqual(all);
});

it('reads a session token, an endpoint and a profile', () => {
  const text = 'AWS_PROFILE=work\nAWS_SESSION_TOKEN=tok/en==\nAWS_ENDPOINT_URL_S3=https://s3.example.com';
  expect(readPastedConnection(text)).toEqual({
    fields: { endpoint: 'https://s3.example.com', credentials: { kind: 'profile', profile: 'work' } },
    secret: { sessionToken: 'tok/en==' },
  });
});

it.each([
  '',
  'hello',
  '{"bucket": "x"}',
  'OPENAI_API_KEY=sk-1',
  'S3_BUCKET_NAME=',
  'S3_BUCKET_NAME="" # none',
  'x'.repeat(200_000),
])('finds nothing of a bucket in %j', (text) => {
  expect(readPastedConnection(text)).toBeNull();
});

it('takes Unicode’s own line ends for part of a value', () => {
  const found = readPastedConnection('AWS_SECRET_ACCESS_KEY = "a\u2028b" # a comment');
  expect(found).toEqual({ fields: {}, secret: { secretAccessKey: 'a\u2028b' } });
});

it('reads back any value that was written in double quotes, among any other lines', () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => `# ${text.replace(/[\r\n]/g, ' ')}`);
  const value = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((text) => text.replace(/[\r\n]/g, '').trim())
    .filter((text) => text !== '');
  fc.assert(
    fc.property(value, fc.array(line), fc.constantFrom('\n', '\r\n'), (secret, lines, end) => {
      const written = `AWS_SECRET_ACCESS_KEY = "${secret.replace(/["\\]/g, '\\$&')}" # a comment`;
      const found = readPastedConnection([...lines, written, ...lines].join(end));
      expect(found).toEqual({ fields: {}, secret: { secretAccessKey: secret } });
    }),
  );
});

it('never fails on any text, and takes nothing of it for a bucket that is not assigned', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const found = readPastedConnection(text);
      expect(found === null || /[=]/.test(text)).toBe(true);
    }),
  );
  expect(readPastedConnection('__proto__=x\nconstructor=y')).toBeNull();
});

it('tells what the environment names', () => {
  expect(environmentConnection({ PATH: '/bin' })).toBeNull();
  expect(environmentConnection({ S3_BUCKET_NAME: 'not a bucket/' })).toBeNull();
  expect(
    environmentConnection({ USE_S3: 'true', S3_BUCKET_NAME: 'team', AWS_SECRET_ACCESS_KEY: 'hidden' }),
  ).toEqual({
    bucket: 'team',
    prefix: '',
    region: 'us-east-1',
    endpoint: '',
    pathStyle: 'auto',
    credentials: { kind: 'environment' },
    protection: 'untested',
    soleEditor: false,
  });
});
