import { describeBackend } from './conformance.ts';
import { onRealS3 } from './testing/real-s3.ts';
import { openTestBackend } from './testing/test-server.ts';

let libraries = 0;

onRealS3('s3 on versitygw', (server) => {
  describeBackend(
    's3 on versitygw',
    async () => {
      const prefix = `library-${++libraries}`;
      return {
        backend: openTestBackend(server(), { prefix }),
        peer: openTestBackend(server(), { prefix }),
        dispose: async () => undefined,
      };
    },
    { append: false, watch: false, distinctStamps: false },
  );
});
