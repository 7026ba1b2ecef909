import type { PictureFile } from '#shared/model/picture.ts';
import { api } from './bridge.ts';
import { libraryQuery } from './library.ts';
import { queryClient } from './query-client.ts';

/** The core takes no more of one call. */
const mostAtOnce = 200;

const asked = new Set<string>();
let waiting: string[] = [];

/**
 * Tells the core of a bucket's pictures that are about to be shown, all of a page in one call: a browser asks
 * for a few at a time, and each time the way to the bucket is long.
 */
export function askAhead({ id, stamp }: Pick<PictureFile, 'id' | 'stamp'>): void {
  if (queryClient.getQueryData(libraryQuery.queryKey)?.place.kind !== 'bucket') return;
  const picture = `${id} ${stamp}`;
  if (asked.has(picture)) return;
  asked.add(picture);
  waiting.push(id);
  if (waiting.length === 1) queueMicrotask(tell);
}

/** It is only a hint: where it does not get through, each picture is still asked for by itself. */
function tell(): void {
  void api.pictures.ahead({ ids: waiting.slice(0, mostAtOnce) });
  waiting = [];
}
