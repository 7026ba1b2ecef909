import { expect, it } from 'vitest';
import { noRequests } from '#shared/model/usage.ts';
import { connectionTo } from './connection/testing/trials.ts';
import { diagnosticsText } from './diagnostics.ts';
import { createRecentErrors } from './recent-errors.ts';
import { createTestPlatform } from './testing/test-platform.ts';
import { createUsageMeter } from './usage/usage-meter.ts';

const server = {
  ...{ url: 'http://127.0.0.1:9000', bucket: 'team-bucket', region: 'eu-central-1' },
  ...{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-to-be-seen' },
};

it('tells how the app stands, and of an access key only its ends', async () => {
  const platform = await createTestPlatform();
  const usage = createUsageMeter({ store: platform.settings, now: () => Date.parse('2026-11-05') });
  usage.note({ kind: 'PUT', sent: 7, received: 0 });
  const text = diagnosticsText({
    platform,
    library: { kind: 'bucket', profiles: 6, tests: 34, readOnly: 'It is only to be read.' },
    connection: {
      connection: connectionTo(server, { protection: 'refused', soleEditor: true }),
      secret: 'file',
      hasSecretStore: false,
      environment: null,
    },
    team: {
      ...{ state: 'waiting', waiting: 3, conflicts: 1, problem: 'It is too busy.' },
      ...{ offlineSince: '2026-11-05T10:00:00Z', checkedAt: null },
    },
    usage: usage.read(false),
    errors: [
      { at: '2026-11-05T10:00:00Z', call: 'library.change', error: { code: 'full', message: 'Full.' } },
    ],
  });
  for (const line of [
    'Midjourney Profile Tester 0.0.0-test (test)',
    'Library in a bucket: 6 profiles, 34 tests; read only: It is only to be read.',
    'bucket: team-bucket/suite',
    'credentials: access key AKIA…MPLE',
    'simultaneous edits: refused; only editor: yes',
    'system’s secret store: no; secret kept in: file',
    'state: waiting; waiting: 3; conflicts: 1',
    'offline since: 2026-11-05T10:00:00Z; checked: never',
    'problem: It is too busy.',
    'PUT: 1 (7 bytes sent, 0 received)',
    '2026-11-05T10:00:00Z library.change: full: Full.',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).not.toContain('AKIAIOSFODNN7EXAMPLE');
});

it('tells as much of an app in which nothing is set up', async () => {
  const counts = noRequests();
  const text = diagnosticsText({
    platform: await createTestPlatform(),
    library: null,
    connection: { connection: null, secret: 'none', hasSecretStore: true, environment: null },
    team: null,
    usage: {
      ...{ session: counts, month: { name: '2026-11', counts }, estimate: null },
      prices: createUsageMeter({ store: (await createTestPlatform()).settings }).read(false).prices,
    },
    errors: [],
  });
  expect(text).toContain('No library is open.');
  expect(text).toContain('Last errors\nnone');
});

it('remembers the last twenty errors', () => {
  const errors = createRecentErrors();
  for (let count = 1; count <= 25; count++) errors.note(`call ${count}`, { code: 'unknown', message: '' });
  expect(errors.list().map(({ call }) => call)).toEqual(
    Array.from({ length: 20 }, (_, index) => `call ${index + 6}`),
  );
});
