import { type AppError, err, type Result } from '../result.ts';
import type { Json } from './json.ts';

/** Why a change does not fit a document any more: `conflict`, with what stands there now. */
export interface Misfit extends AppError {
  /** The value that stands where the change expected its base; null when nothing does. */
  current: Json;
}

/** A document with a change put in, or why it does not fit. */
export type Applied = Result<Json, Misfit>;

export function misfit(message: string, current: Json): { ok: false; error: Misfit } {
  return { ok: false, error: { ...err('conflict', message).error, current } };
}
