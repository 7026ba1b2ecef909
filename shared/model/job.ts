import type { AppError } from '../result.ts';

/** Long work: shown in one place, can be cancelled, ends with a result that one can read. */
export interface Job {
  id: string;
  /** For people: `Preparing thumbnails`. */
  title: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  /** 0 while unknown. */
  total: number;
  /** How it goes, while it runs, for people: `12.4 MB/s, about 20 s left`. */
  note?: string;
  /** What came of it, for people: `4,990 pictures in, 10 not`. */
  summary: string;
  /** What went wrong, item by item. */
  problems: { item: string; error: AppError }[];
}
