import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { WebEnvironment } from './access.ts';

/** A web app that listens on this machine only. */
export interface Listening {
  port: number;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Where the host listens unless told otherwise: one place, so that a browser keeps what a page stored there. */
const usualPort = 4600;

/**
 * Listens on 127.0.0.1.
 * @param port 0 takes a free one; undefined the usual one, or a free one when that is taken.
 * @throws Error with code `EADDRINUSE` when the wished port is taken.
 */
export async function listen(app: Hono<WebEnvironment>, port: number | undefined): Promise<Listening> {
  if (port !== undefined) return listenOn(app, port);
  try {
    return await listenOn(app, usualPort);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return listenOn(app, 0);
  }
}

async function listenOn(app: Hono<WebEnvironment>, port: number): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch as (request: Request) => Promise<Response>,
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
