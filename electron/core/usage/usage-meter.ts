import { z } from 'zod';
import {
  estimateCost,
  noRequests,
  type RequestCounts,
  requestKinds,
  type Usage,
} from '#shared/model/usage.ts';
import type { KeyValueStore } from '../platform.ts';
import type { RequestUsage } from '../storage/s3/s3-options.ts';
import { s3Prices } from './s3-prices.ts';

/** Counts what this app asks of buckets, over restarts. */
export interface UsageMeter {
  /** Counts one request as it went over the network; repeated tries count each. */
  note(request: RequestUsage): void;
  /** @param isPriced whether the service is the one that the price list is of. */
  read(isPriced: boolean): Usage;
  /** Writes what was counted last. */
  close(): void;
}

export interface UsageMeterOptions {
  store: KeyValueStore;
  /** Milliseconds since 1970. */
  now?: () => number;
}

const storeKey = 'usage';

/** How long counts may be in memory only, in milliseconds: what a crash may lose of an estimate. */
const writeEvery = 5_000;

const count = z.object({
  requests: z.int().min(0),
  sentBytes: z.number().min(0),
  receivedBytes: z.number().min(0),
});
const storedSchema = z.object({ name: z.string(), counts: z.record(z.enum(requestKinds), count) });

type Month = Usage['month'];

export function createUsageMeter({ store, now = Date.now }: UsageMeterOptions): UsageMeter {
  const session = noRequests();
  let unwritten = emptyMonth(now());
  let writing: NodeJS.Timeout | undefined;

  /** What is stored of this month and what was counted since; another process of the app may count as well. */
  function total({ name, counts }: Month): Month {
    const stored = readMonth(store);
    return stored?.name === name ? { name, counts: sumOf(stored.counts, counts) } : { name, counts };
  }

  function write(): void {
    clearTimeout(writing);
    writing = undefined;
    store.set(storeKey, total(unwritten));
    unwritten = emptyMonth(now());
  }

  function noteInMonth(request: RequestUsage): void {
    if (unwritten.name !== monthOf(now())) write();
    add(unwritten.counts, request);
    // A timer that waits to write must not keep the process alive; `close` writes then.
    writing ??= setTimeout(write, writeEvery).unref();
  }

  return {
    note(request) {
      add(session, request);
      noteInMonth(request);
    },
    read(isPriced) {
      const name = monthOf(now());
      const month = total(unwritten.name === name ? unwritten : emptyMonth(now()));
      const estimate = {
        session: estimateCost(session, s3Prices),
        month: estimateCost(month.counts, s3Prices),
      };
      return {
        session: structuredClone(session),
        month: structuredClone(month),
        estimate: isPriced ? estimate : null,
        prices: s3Prices,
      };
    },
    close() {
      if (writing !== undefined) write();
    },
  };
}

function add(counts: RequestCounts, { kind, sent, received }: RequestUsage): void {
  const entry = counts[kind];
  entry.requests += 1;
  entry.sentBytes += sent;
  entry.receivedBytes += received;
}

function sumOf(one: RequestCounts, other: RequestCounts): RequestCounts {
  const sum = structuredClone(one);
  for (const kind of requestKinds) {
    sum[kind].requests += other[kind].requests;
    sum[kind].sentBytes += other[kind].sentBytes;
    sum[kind].receivedBytes += other[kind].receivedBytes;
  }
  return sum;
}

function emptyMonth(moment: number): Month {
  return { name: monthOf(moment), counts: noRequests() };
}

function readMonth(store: KeyValueStore): Month | undefined {
  const parsed = storedSchema.safeParse(store.get(storeKey));
  return parsed.success ? parsed.data : undefined;
}

/** The calendar month of a moment, UTC: `2026-11`. */
function monthOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 7);
}
