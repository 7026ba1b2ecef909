import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { startFakeS3 } from '#core/storage/testing/fake-s3.ts';
import type { TestServer } from '#core/storage/testing/test-server.ts';
import { fillHugeBucket } from '#core/testing/huge-bucket.ts';

/** The reference server with a library of 100,000 objects, in a process of its own. */
export interface HugeServer extends TestServer {
  objects: number;
  pictures: number;
  profile: string;
  stop(): Promise<void>;
}

/** @param prefix where in the bucket the library lies, without a slash at its end. */
export async function startHugeServer(prefix: string): Promise<HugeServer> {
  const child = fork(fileURLToPath(import.meta.url), [prefix]);
  const [told] = await once(child, 'message');
  return {
    ...(told as Omit<HugeServer, 'stop'>),
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** What the forked process does: ends when its parent does. */
async function serve(prefix: string): Promise<void> {
  const server = await startFakeS3();
  const background = { r: 60, g: 90, b: 120 };
  const jpeg = await sharp({ create: { width: 96, height: 54, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const { pictures, profiles } = fillHugeBucket(server, { root: `${prefix}/`, jpeg });
  process.on('disconnect', () => process.exit());
  const { url, bucket, region, accessKeyId, secretAccessKey, objects } = server;
  const about = { objects: objects.size, pictures, profile: profiles[0] };
  process.send?.({ url, bucket, region, accessKeyId, secretAccessKey, ...about });
}

if (import.meta.main) await serve(process.argv[2] ?? '');
