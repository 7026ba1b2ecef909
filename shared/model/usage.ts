/** The kinds of requests that S3 services put on the bill. */
export const requestKinds = ['GET', 'HEAD', 'LIST', 'PUT', 'DELETE'] as const;

export type RequestKind = (typeof requestKinds)[number];

/** Requests and bytes of one kind. */
export interface RequestCount {
  requests: number;
  sentBytes: number;
  receivedBytes: number;
}

export type RequestCounts = Record<RequestKind, RequestCount>;

/** What this app asked of buckets. */
export interface Usage {
  /** Since the app was started. */
  session: RequestCounts;
  /** In this calendar month, UTC, on this device: `2026-11`. */
  month: { name: string; counts: RequestCounts };
  /** What it costs by the price list below, in US dollars. Null where the service is none whose prices are known. */
  estimate: { session: number; month: number } | null;
  prices: PriceList;
}

/** Prices in US dollars. */
export interface PriceList {
  /** Of what: `AWS S3 Standard, us-east-1`. */
  of: string;
  /** The day on which they were looked up, `YYYY-MM-DD`. */
  date: string;
  perThousand: Record<RequestKind, number>;
  /** Bytes that leave the service. */
  perGigabyteReceived: number;
}

export function noRequests(): RequestCounts {
  const none = () => ({ requests: 0, sentBytes: 0, receivedBytes: 0 });
  return { GET: none(), HEAD: none(), LIST: none(), PUT: none(), DELETE: none() };
}

/** What these requests cost by a price list, in US dollars. */
export function estimateCost(counts: RequestCounts, prices: PriceList): number {
  const costs = requestKinds.map(
    (kind) =>
      (counts[kind].requests / 1_000) * prices.perThousand[kind] +
      (counts[kind].receivedBytes / 1_000_000_000) * prices.perGigabyteReceived,
  );
  return costs.reduce((sum, cost) => sum + cost, 0);
}
