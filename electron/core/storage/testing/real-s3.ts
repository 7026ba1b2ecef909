import { afterAll, beforeAll, it } from 'vitest';
import { findVersitygw, type RealS3, startVersitygw } from './versitygw.ts';

/**
 * Tests on a real S3 server, started once for the file that calls this; `define` gets a function that gives the
 * server within a test. Where there is none, one skipped test says so, and `npm test` lists it as not run.
 */
export function onRealS3(name: string, define: (server: () => RealS3) => void): void {
  const program = findVersitygw();
  if (program === undefined) {
    it.skip(`${name}: versitygw is not on this machine`);
    return;
  }
  let server: RealS3 | undefined;
  beforeAll(async () => {
    server = await startVersitygw(program);
  });
  afterAll(() => server?.stop());
  define(() => {
    if (!server) throw new Error('The server is there only within a test.');
    return server;
  });
}
