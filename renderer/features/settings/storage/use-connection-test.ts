import { useRef, useState } from 'react';
import { api } from '#renderer/lib/bridge.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import type { Connection, ConnectionReport, ConnectionSecret } from '#shared/model/connection.ts';

export interface Tested {
  connection: Connection;
  secret: ConnectionSecret | undefined;
  /** Undefined while it is being tested. */
  report: ConnectionReport | undefined;
}

export interface ConnectionTest {
  /** The last test; undefined before the first. */
  tested: Tested | undefined;
  isTesting: boolean;
  /**
   * @param secret the saved one when left out.
   * @returns what was found; undefined when it could not be tested, which is told, or another test was asked
   * for meanwhile.
   */
  run(connection: Connection, secret: ConnectionSecret | undefined): Promise<ConnectionReport | undefined>;
}

/** Tests connections, the last one asked for only. */
export function useConnectionTest(): ConnectionTest {
  const [tested, setTested] = useState<Tested>();
  const latest = useRef(0);
  return {
    tested,
    isTesting: tested !== undefined && tested.report === undefined,
    async run(connection, secret) {
      latest.current += 1;
      const turn = latest.current;
      setTested({ connection, secret, report: undefined });
      const result = await api.connection.test(secret ? { connection, secret } : { connection });
      if (turn !== latest.current) return undefined;
      setTested(result.ok ? { connection, secret, report: result.value } : undefined);
      if (result.ok) return result.value;
      notifyError(result.error, 'The connection was not tested');
      return undefined;
    },
  };
}

/** Whether a test holds for a connection: it is the same place, reached in the same way. */
export function isTestOf(
  tested: Tested,
  connection: Connection,
  secret: ConnectionSecret | undefined,
): boolean {
  const way = ({ protection: _, soleEditor: __, ...rest }: Connection) => JSON.stringify(rest);
  return (
    way(tested.connection) === way(connection) && JSON.stringify(tested.secret) === JSON.stringify(secret)
  );
}
