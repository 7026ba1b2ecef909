import { type ConnectionLine, connectionChecks } from '#shared/model/connection.ts';

export type Check = ConnectionLine['check'];

/** What a test of a connection has found so far, a line for each check; a later word on one replaces the earlier. */
export interface Findings {
  ok(check: Check, message: string): void;
  advise(check: Check, message: string): void;
  fail(check: Check, message: string): void;
  skip(check: Check, message: string): void;
  /** Undefined for a check that was not come to. */
  state(check: Check): ConnectionLine['state'] | undefined;
  /** All lines in the order in which they are shown; those without a finding were not come to. */
  lines(): ConnectionLine[];
}

export function createFindings(): Findings {
  const found = new Map<Check, ConnectionLine>();
  const note = (state: ConnectionLine['state']) => (check: Check, message: string) =>
    void found.set(check, { check, state, message });
  return {
    ok: note('ok'),
    advise: note('advice'),
    fail: note('failed'),
    skip: note('skipped'),
    state: (check) => found.get(check)?.state,
    lines: () =>
      connectionChecks.map(
        (check) =>
          found.get(check) ?? {
            check,
            state: 'skipped',
            message: 'Not tried, because of what stands above.',
          },
      ),
  };
}
