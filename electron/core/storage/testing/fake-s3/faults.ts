/**
 * What goes wrong with a request:
 * - `refused`: the connection is closed before anything is read;
 * - `reset-before`: the whole request has arrived, the connection drops before anything is stored;
 * - `reset-after`: it is stored, the connection drops before the answer;
 * - `status-500`, `slow-down` (503), `access-denied` (403), `conflict` (409): answered so, nothing is stored;
 * - `timeout`: never answered, nothing is stored; `timeout-after`: stored, never answered;
 * - `truncated`: done, but the answer breaks off in the middle; `stalled`: it stands still there;
 * - `html-200`: a sign-in page of the network answers in the server's place; `redirect` leads to one, and
 *   `empty-200` is a proxy that says yes to everything;
 * - `storage-full`: answered as by a server without room, nothing is stored;
 * - `expired-token`: the sign-in has run out, nothing is done;
 * - `endless-listing`: a listing that says there is more, always at the same place.
 */
export type FakeFault =
  | 'refused'
  | 'reset-before'
  | 'reset-after'
  | 'status-500'
  | 'slow-down'
  | 'access-denied'
  | 'conflict'
  | 'timeout'
  | 'timeout-after'
  | 'truncated'
  | 'html-200'
  | 'redirect'
  | 'empty-200'
  | 'storage-full'
  | 'stalled'
  | 'expired-token'
  | 'endless-listing';

/** The nine faults that every request of a session is tried with. */
export const networkFaults = [
  'refused',
  'reset-before',
  'reset-after',
  'status-500',
  'slow-down',
  'access-denied',
  'timeout',
  'truncated',
  'html-200',
] as const satisfies readonly FakeFault[];

/** What a predicate is asked about. */
export interface AskedRequest {
  /** Counted from 1 since the start or the last `clearRequests()`. */
  number: number;
  method: string;
  /** The object's key, prefix included; empty for requests on the bucket. */
  key: string;
}

/** The script of what goes wrong. A later line wins over an earlier one. */
export interface FakeFaults {
  /** The request with this number, counted from 1 since the start or the last `clearRequests()`. */
  at(number: number, fault: FakeFault): void;
  /** This request and all after it, until `clear()`. */
  from(number: number, fault: FakeFault): void;
  /** Every request that the predicate picks, or only the first `times` of them. */
  when(picks: (request: AskedRequest) => boolean, fault: FakeFault, times?: number): void;
  /** From now on all is well again. */
  clear(): void;
}

interface Line {
  picks: (request: AskedRequest) => boolean;
  fault: FakeFault;
  left: number;
}

export function createFaults(): FakeFaults & { next(request: AskedRequest): FakeFault | undefined } {
  const lines: Line[] = [];
  function add(picks: Line['picks'], fault: FakeFault, left = Number.POSITIVE_INFINITY): void {
    lines.unshift({ picks, fault, left });
  }
  return {
    at: (number, fault) => add((request) => request.number === number, fault),
    from: (number, fault) => add((request) => request.number >= number, fault),
    when: add,
    clear() {
      lines.length = 0;
    },
    next(request) {
      const line = lines.find(({ picks, left }) => left > 0 && picks(request));
      if (line) line.left -= 1;
      return line?.fault;
    },
  };
}
