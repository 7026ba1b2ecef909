import type { AppError } from '#shared/result.ts';

/** The last failed calls, for the report of a problem. */
export interface RecentErrors {
  note(call: string, error: AppError): void;
  /** Newest last. */
  list(): RecentError[];
}

export interface RecentError {
  /** ISO 8601, UTC. */
  at: string;
  call: string;
  error: AppError;
}

const kept = 20;

export function createRecentErrors(): RecentErrors {
  const errors: RecentError[] = [];
  return {
    note(call, error) {
      errors.push({ at: new Date().toISOString(), call, error });
      if (errors.length > kept) errors.shift();
    },
    list: () => [...errors],
  };
}
