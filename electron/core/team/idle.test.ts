import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { mostIdleRequests } from '../testing/idle-requests.ts';
import { closeTeams, fillBucket } from '../testing/teams.ts';

let server: FakeS3;

beforeAll(async () => {
  server = await startFakeS3();
  const bucket = openTestBackend(server);
  await fillBucket(bucket);
  await bucket.close();
});
afterAll(() => server.stop());
afterEach(closeTeams);

describe('ten minutes in which nothing happens', () => {
  it('cost at most 45 requests with focus, whichever ten minutes', async () => {
    const most = await mostIdleRequests(server, { isFocused: true, profile: 'abc' });
    expect(most).toBeLessThanOrEqual(45);
    // Others' edits are looked for all the same.
    expect(most).toBeGreaterThan(20);
  });

  it('cost at most 10 requests without focus', async () => {
    const most = await mostIdleRequests(server, { isFocused: false, profile: 'abc' });
    expect(most).toBeLessThanOrEqual(10);
    expect(most).toBeGreaterThan(0);
  });
});
