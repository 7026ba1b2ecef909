import { expect, it } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import { readPastedConnection } from '#shared/model/predecessor-env.ts';
import { type ConnectionDraft, draftOf, readDraft, withFound } from './connection-draft.ts';

const filled: ConnectionDraft = {
  ...draftOf(null),
  bucket: 'team-bucket',
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'secret',
};

function connectionOf(draft: ConnectionDraft): Connection {
  const read = readDraft(draft, null);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.connection;
}

it('reads what was typed, tidied', () => {
  const read = readDraft({ ...filled, bucket: ' team-bucket ', prefix: '/suite/', endpoint: ' ' }, null);
  expect(read).toMatchObject({
    ok: true,
    connection: {
      bucket: 'team-bucket',
      prefix: 'suite',
      endpoint: '',
      credentials: { kind: 'keys', accessKeyId: 'AKIAEXAMPLE' },
      protection: 'untested',
    },
    secret: { secretAccessKey: 'secret' },
  });
});

it.each<[Partial<ConnectionDraft>, keyof ConnectionDraft]>([
  [{ bucket: '' }, 'bucket'],
  [{ bucket: 's3://team-bucket' }, 'bucket'],
  [{ region: ' ' }, 'region'],
  [{ endpoint: 's3.example.com' }, 'endpoint'],
  [{ endpoint: 'ftp://example.com' }, 'endpoint'],
  [{ accessKeyId: '' }, 'accessKeyId'],
  [{ secretAccessKey: '' }, 'secretAccessKey'],
  [{ credentials: 'profile', profile: '' }, 'profile'],
])('says what is wrong with %j', (part, field) => {
  const read = readDraft({ ...filled, ...part }, null);
  expect(read.ok ? [] : Object.keys(read.errors)).toEqual([field]);
});

it('asks for a saved secret again only with another access key', () => {
  const saved = connectionOf(filled);
  const untouched = draftOf(saved);
  expect(untouched.secretAccessKey).toBe('');
  expect(readDraft(untouched, saved)).toMatchObject({ ok: true, secret: undefined });
  expect(readDraft({ ...untouched, accessKeyId: 'AKIAOTHER' }, saved).ok).toBe(false);
  expect(readDraft(untouched, null).ok).toBe(false);
});

it('sends no secret that belongs to other credentials', () => {
  const read = readDraft({ ...filled, credentials: 'environment' }, null);
  expect(read).toMatchObject({ ok: true, secret: undefined });
});

it('fills in what was pasted and leaves the rest', () => {
  const found = readPastedConnection('S3_BUCKET_NAME=pasted\nAWS_ACCESS_KEY_ID=AKIAPASTED\n');
  const draft = withFound({ ...filled, prefix: 'kept' }, found ?? { fields: {}, secret: {} });
  expect(draft).toMatchObject({
    bucket: 'pasted',
    prefix: 'kept',
    accessKeyId: 'AKIAPASTED',
    secretAccessKey: 'secret',
  });
});
