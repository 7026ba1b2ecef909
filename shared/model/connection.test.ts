import { expect, it } from 'vitest';
import { connectionSchema, isAws } from './connection.ts';

const good = {
  bucket: ' team-bucket ',
  prefix: '/suite/one//',
  region: 'eu-central-1',
  endpoint: '',
  pathStyle: 'auto',
  credentials: { kind: 'keys', accessKeyId: ' AKIA ' },
  protection: 'protected',
  soleEditor: false,
};

it('tidies what was typed', () => {
  expect(connectionSchema.parse(good)).toMatchObject({
    bucket: 'team-bucket',
    prefix: 'suite/one',
    credentials: { accessKeyId: 'AKIA' },
  });
});

it.each([
  { endpoint: 'https://user:password@s3.example.com' },
  { endpoint: 'https://s3.example.com/?token=abc' },
  { endpoint: 'https://s3.example.com/#abc' },
  { endpoint: 'ftp://s3.example.com' },
  { endpoint: 's3.example.com' },
  { bucket: 'a/b' },
  { bucket: '' },
  { region: '' },
  { region: 'eu central/1' },
  { credentials: { kind: 'keys', accessKeyId: 'AKIA', secretAccessKey: 'never here' } },
  { secretAccessKey: 'never here' },
])('refuses %j', (change) => {
  expect(connectionSchema.safeParse({ ...good, ...change }).success).toBe(false);
});

it('knows AWS by its addresses', () => {
  const addresses = ['', 'https://s3.eu-central-1.amazonaws.com', 'https://s3.cn-north-1.amazonaws.com.cn'];
  for (const endpoint of addresses) expect(isAws({ endpoint })).toBe(true);
  for (const endpoint of [
    'https://amazonaws.com.example.org',
    'http://127.0.0.1:9000',
    'https://x.r2.cloudflarestorage.com',
  ]) {
    expect(isAws({ endpoint })).toBe(false);
  }
});
