import type { ErrorCode } from '#shared/result.ts';
import { Failure } from '../failure.ts';

const codes: Record<string, ErrorCode> = {
  ENOENT: 'not-found',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  EBUSY: 'denied',
  ELOOP: 'denied',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  ENOTDIR: 'invalid',
  EISDIR: 'invalid',
  ENAMETOOLONG: 'invalid',
  EINVAL: 'invalid',
  EILSEQ: 'invalid',
  EIO: 'offline',
  ENODEV: 'offline',
  ENXIO: 'offline',
  ESTALE: 'offline',
  ENOTCONN: 'offline',
  EHOSTDOWN: 'offline',
  EHOSTUNREACH: 'offline',
  ENETUNREACH: 'offline',
  ETIMEDOUT: 'offline',
};

const messages: Record<ErrorCode, (name: string) => string> = {
  'not-found': (name) => `“${name}” is not in the library.`,
  denied: (name) =>
    `The system does not allow access to “${name}”. Nothing was changed; check the rights of the folder.`,
  offline: (name) => `The disk with “${name}” does not answer. Nothing was changed; connect it again.`,
  conflict: (name) => `“${name}” was changed by somebody else in the meantime. Nothing was overwritten.`,
  full: (name) =>
    `The disk is full, so “${name}” was not saved; what was there before is still there. Free some space and try again.`,
  invalid: (name) => `“${name}” cannot be used as a file here. Nothing was changed.`,
  unsupported: (name) => `This cannot be done with “${name}” here.`,
  cancelled: (name) => `Cancelled; “${name}” was left as it was.`,
  unknown: (name) => `Something unexpected happened with “${name}”.`,
};

/** The `errno` name of a thrown value (`ENOENT`), or undefined. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Whether a thrown value is a system error with one of these names. */
export function hasCode(error: unknown, ...names: string[]): boolean {
  const code = systemCode(error);
  return code !== undefined && names.includes(code);
}

/** A storage failure about one object, in the words that all backends share. */
export function storageFailure(code: ErrorCode, name: string, cause?: unknown): Failure {
  return new Failure(code, messages[code](name), cause === undefined ? {} : { cause });
}

/** Any thrown value as a `Failure` about `name`; a `Failure` stays as it is. */
export function toStorageFailure(error: unknown, name: string): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.name === 'AbortError') return storageFailure('cancelled', name, error);
  return storageFailure(codes[systemCode(error) ?? ''] ?? 'unknown', name, error);
}

/** Throws `cancelled` when the caller no longer wants the result. */
export function throwIfCancelled(signal: AbortSignal | undefined, name: string): void {
  if (signal?.aborted) throw storageFailure('cancelled', name, signal.reason);
}
