import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Core } from '#core/core.ts';
import type { WebEnvironment } from './access.ts';

/** Milliseconds between two signs of life, so that neither side takes a quiet connection for a dead one. */
const heartbeatEvery = 15_000;

/** Sends the core's events to one page as server-sent events, named as in the contract, until it leaves. */
export function streamEvents(context: Context<WebEnvironment>, core: Core): Response {
  return streamSSE(context, async (stream) => {
    const unsubscribe = core.subscribe((name, payload) => {
      void stream.writeSSE({ event: name, data: JSON.stringify(payload) });
    });
    const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatEvery);
    await stream.write(': connected\n\n');
    await ended;
    clearInterval(heartbeat);
    unsubscribe();
  });
}
