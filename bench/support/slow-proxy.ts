import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A TCP proxy on 127.0.0.1 that makes a near server answer as if it were far away. */
export interface SlowProxy {
  url: string;
  /** HTTP requests that went through since the last taking. */
  takeRequests(): Promise<number>;
  /** The same requests with their times. */
  takeTrips(): Promise<Trip[]>;
  /** From now on nothing gets through and nobody is told, as in a train in a tunnel. */
  hang(): void;
  stop(): Promise<void>;
}

/** A request and its answer as the client sees them, in milliseconds since 1970. */
export interface Trip {
  start: number;
  /** When the last piece of the answer so far arrives; 0 before the first. */
  end: number;
}

/** Milliseconds that bytes take to go to the server and back. */
const usualRoundTrip = 30;

/** Bytes on the way in one direction of a connection before the sender has to wait: that of a fast, long line. */
const mostOnTheWay = 16 * 1024 * 1024;

const requestLine = /^(GET|PUT|HEAD|POST|DELETE) \S+ HTTP\/1\.1\r\n/;

/**
 * Starts the proxy in a process of its own, so that what it costs is not taken from what is measured.
 * @param target the server's address, `http://127.0.0.1:7070`.
 */
export async function startSlowProxy(target: string, roundTrip = usualRoundTrip): Promise<SlowProxy> {
  const child = fork(fileURLToPath(import.meta.url), [new URL(target).port, String(roundTrip)]);
  const [port] = await once(child, 'message');
  async function takeTrips(): Promise<Trip[]> {
    const answer = once(child, 'message');
    child.send('take');
    const [trips] = await answer;
    return trips as Trip[];
  }
  return {
    url: `http://127.0.0.1:${port}`,
    takeRequests: async () => (await takeTrips()).length,
    takeTrips,
    hang: () => void child.send('hang'),
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** What the forked process does: ends when its parent does. */
async function serve(targetPort: number, roundTrip: number): Promise<void> {
  let trips: Trip[] = [];
  const line = { isOpen: true };
  const now = () => performance.timeOrigin + performance.now();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    let trip: Trip | undefined;
    near.on('data', (chunk) => {
      if (!requestLine.test(chunk.toString('latin1', 0, 2_048))) return;
      trip = { start: now(), end: 0 };
      trips.push(trip);
    });
    far.on('data', () => {
      if (trip) trip.end = now() + roundTrip / 2;
    });
    delayLine(near, far, roundTrip / 2, line);
    delayLine(far, near, roundTrip / 2, line);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', (message) => {
    if (message === 'hang') {
      line.isOpen = false;
      return;
    }
    process.send?.(trips);
    trips = [];
  });
  process.on('disconnect', () => process.exit());
  process.send?.((server.address() as AddressInfo).port);
}

/** Hands every piece on after the delay, in order; the pieces follow each other as fast as they came. */
function delayLine(from: Socket, to: Socket, milliseconds: number, line: { isOpen: boolean }): void {
  let onTheWay = 0;
  from.on('data', (chunk) => {
    onTheWay += chunk.length;
    if (onTheWay > mostOnTheWay) from.pause();
    setTimeout(() => {
      onTheWay -= chunk.length;
      if (onTheWay <= mostOnTheWay) from.resume();
      if (to.writable && line.isOpen) to.write(chunk);
    }, milliseconds);
  });
  from.on('end', () => setTimeout(() => to.end(), milliseconds));
  from.on('error', () => to.destroy());
  from.on('close', () => setTimeout(() => to.destroy(), milliseconds));
}

if (import.meta.main) await serve(Number(process.argv[2]), Number(process.argv[3]));
