import { createHash } from 'node:crypto';

/**
 * The MD5 of bytes, in hex: what most servers give as ETag, so that comparing with a bucket needs no reading.
 * It tells files apart and shows damage; against forgery there are the storages' own checks.
 */
export function digestOf(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/**
 * Whether a version proves that an object holds bytes of this digest. Another version proves nothing either way:
 * with some encryptions, and for objects that were sent in parts, an ETag is something else.
 */
export function isProof(version: string, digest: string): boolean {
  return version.replace(/^"(.*)"$/, '$1').toLowerCase() === digest;
}
