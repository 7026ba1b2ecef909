import type { AppError } from '#shared/result.ts';
import { toAppError } from '../failure.ts';

/** How far a preparation is. */
export interface PrepareStep {
  done: number;
  total: number;
}

/** What came of a preparation. `made + cached + failed.length` is less than asked for only after a cancel. */
export interface PrepareReport {
  made: number;
  /** There already. */
  cached: number;
  failed: { id: string; error: AppError }[];
  wasCancelled: boolean;
}

export interface PrepareOptions {
  isPrepared: (id: string) => Promise<boolean>;
  prepare: (id: string) => Promise<void>;
  onProgress?: ((step: PrepareStep) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Prepares pictures, a few at once; one that fails is reported and stops no other. */
export async function preparePictures(
  ids: readonly string[],
  { isPrepared, prepare, onProgress, signal }: PrepareOptions,
): Promise<PrepareReport> {
  const report: PrepareReport = { made: 0, cached: 0, failed: [], wasCancelled: false };
  const rest = ids.values();
  let done = 0;

  async function prepareOne(id: string): Promise<void> {
    try {
      if (await isPrepared(id)) {
        report.cached += 1;
      } else {
        await prepare(id);
        report.made += 1;
      }
    } catch (error) {
      if (signal?.aborted) return;
      report.failed.push({ id, error: toAppError(error) });
    }
    done += 1;
    onProgress?.({ done, total: ids.length });
  }

  async function takeNext(): Promise<void> {
    for (const id of rest) {
      if (signal?.aborted) return;
      await prepareOne(id);
    }
  }

  await Promise.all(Array.from({ length: preparedAtOnce }, takeNext));
  report.wasCancelled = signal?.aborted === true && done < ids.length;
  return report;
}

const preparedAtOnce = 8;
