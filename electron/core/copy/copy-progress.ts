import type { JobProgress } from '../jobs.ts';
import { speedInWords } from './copy-words.ts';

/** Tells how far a copy is, how fast it goes, and how long it still takes. */
export interface CopyProgress {
  /** An object of so many bytes is done, whatever came of it. */
  advance(bytes: number): void;
  /** Nothing gets through at the moment. */
  wait(): void;
}

/** The speed is that of the last so many milliseconds: it follows the network, and does not jump. */
const window = 5_000;

/** Before this many milliseconds a speed says nothing. */
const firstSpeed = 500;

export function createCopyProgress(
  total: { objects: number; bytes: number },
  tell: JobProgress['advance'],
  now: () => number = () => performance.now(),
): CopyProgress {
  const steps = [{ time: now(), bytes: 0 }];
  let objects = 0;
  let bytes = 0;

  function note(): string | undefined {
    const time = now();
    while (steps.length > 2 && time - (steps[1]?.time ?? 0) > window) steps.shift();
    const start = steps[0] ?? { time, bytes };
    if (time - start.time < firstSpeed || bytes === start.bytes) return undefined;
    const speed = ((bytes - start.bytes) / (time - start.time)) * 1_000;
    return speedInWords(speed, (total.bytes - bytes) / speed);
  }

  tell(0, total.objects);
  return {
    advance(size) {
      objects += 1;
      bytes += size;
      steps.push({ time: now(), bytes });
      tell(objects, total.objects, note());
    },
    wait: () => tell(objects, total.objects, 'waiting for the storage to answer'),
  };
}
