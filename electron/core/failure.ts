import type { AppError, ErrorCode } from '#shared/result.ts';

/**
 * The one error class of the core. Effects throw it with a code by reason; the dispatcher turns it
 * into an `AppError` value before it leaves the process. `cause` keeps what was caught.
 */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, message: string, options: { detail?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.detail = options.detail;
  }
}

/** Whether `error` is a `Failure` with one of the given codes. */
export function isFailure(error: unknown, ...codes: ErrorCode[]): error is Failure {
  return error instanceof Failure && (codes.length === 0 || codes.includes(error.code));
}

/** Any thrown value as an `AppError`; what is not a `Failure` becomes `unknown` with its text as detail. */
export function toAppError(error: unknown): AppError {
  if (error instanceof Failure) {
    const detail = error.detail ?? (error.cause instanceof Error ? error.cause.message : undefined);
    return detail === undefined
      ? { code: error.code, message: error.message }
      : { code: error.code, message: error.message, detail };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: 'unknown',
    message: 'Something unexpected went wrong. Nothing was changed by this step.',
    detail,
  };
}
