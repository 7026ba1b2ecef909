/**
 * Why something failed, by reason and not by operation, so that every layer and both backends
 * speak of failures in the same words.
 */
export const errorCodes = [
  'not-found',
  'denied',
  'offline',
  'conflict',
  'full',
  'invalid',
  'unsupported',
  'cancelled',
  'unknown',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A failure as a plain value: survives IPC, HTTP and the history file. */
export interface AppError {
  code: ErrorCode;
  /** One sentence for the user: what happened, what is safe, what to do next. */
  message: string;
  /** Technical detail for a report; never a secret, never needed to act. */
  detail?: string;
}

export type Result<T, E = AppError> = { ok: true; value: T } | { ok: false; error: E };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function err(code: ErrorCode, message: string, detail?: string): { ok: false; error: AppError } {
  return { ok: false, error: detail === undefined ? { code, message } : { code, message, detail } };
}
