import { expect, it } from 'vitest';
import { onRealS3 } from '../storage/testing/real-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { allOk, messageOf, notTried, statesOf, tryServer } from './testing/trials.ts';

onRealS3('the test of a connection', (server) => {
  it('passes on a real server in under five seconds, and leaves nothing', async () => {
    const report = await tryServer(server());
    expect(statesOf(report)).toMatchObject({ ...allOk, versioning: expect.any(String) });
    expect(report.protection).toBe('protected');
    expect(report.milliseconds).toBeLessThan(5_000);
    const bucket = openTestBackend(server(), { prefix: '' });
    expect(await bucket.list('')).toEqual([]);
    await bucket.close();
  });

  it('names the wrong region, and the right one', async () => {
    const report = await tryServer(server(), { connection: { region: 'us-west-2' } });
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'ok', clock: 'ok', region: 'failed' });
    expect(report.suggestedRegion).toBe(server().region);
  });

  it('names a wrong access key id and a wrong secret', async () => {
    const credentials = { kind: 'keys', accessKeyId: 'SOMEBODYELSE' } as const;
    const stranger = await tryServer(server(), { connection: { credentials } });
    expect(messageOf(stranger, 'credentials')).toContain('does not know the access key id');
    const mistyped = await tryServer(server(), { secret: { secretAccessKey: 'not-this-one' } });
    expect(messageOf(mistyped, 'credentials')).toContain('does not belong to it');
  });

  it('names a bucket that is not there', async () => {
    const report = await tryServer(server(), { connection: { bucket: 'no-such-bucket' } });
    expect(statesOf(report)).toMatchObject({ credentials: 'ok', bucket: 'failed', list: 'skipped' });
  });
});
