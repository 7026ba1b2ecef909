import { createHash, webcrypto } from 'node:crypto';

/** From so many bytes on, going to another thread costs less than hashing. */
const worthAThread = 32 * 1024;

/**
 * SHA-256 of bytes, in hex. Of large ones it is taken in another thread, so that many pictures do not hold up what
 * else there is to do; the bytes are taken as they are at the call.
 */
export async function sha256(bytes: Uint8Array): Promise<string> {
  if (bytes.length < worthAThread) return createHash('sha256').update(bytes).digest('hex');
  // The type only rules out memory shared between threads, which no file is read into.
  const hash = await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Buffer.from(hash).toString('hex');
}
