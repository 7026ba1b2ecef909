import { describeBackend } from './conformance.ts';
import { startFakeS3 } from './testing/fake-s3.ts';
import { openTestBackend } from './testing/test-server.ts';

describeBackend(
  's3 on the fake',
  async () => {
    const server = await startFakeS3();
    return {
      backend: openTestBackend(server),
      peer: openTestBackend(server),
      dispose: () => server.stop(),
    };
  },
  { append: false, watch: false, distinctStamps: false },
);
