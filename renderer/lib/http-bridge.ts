import { type Events, eventNames, type PageBridge } from '#shared/contract.ts';
import { err, type Result } from '#shared/result.ts';
import { connection } from './connection.ts';

/**
 * The contract over loopback HTTP: calls are `POST /call/<name>`, events are one server-sent stream.
 * The host's cookie carries the access token.
 */
export function createHttpBridge(): PageBridge {
  const listeners = new Map<string, Set<(payload: never) => void>>(
    eventNames.map((name) => [name, new Set()]),
  );
  let source: EventSource | undefined;

  return {
    pictureBase: '/img',
    uploadBase: '/upload',
    async call(name, input) {
      try {
        const response = await fetch(`/call/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        });
        if (response.status === 401) {
          return err(
            'denied',
            'This window has lost its access. Open the address that the app printed at its start.',
          );
        }
        return (await response.json()) as Result<never>;
      } catch (error) {
        const detail = error instanceof Error ? error.message : undefined;
        return err(
          'offline',
          'The app behind this page does not answer. Start it again, then reload.',
          detail,
        );
      }
    },
    on(name, listener) {
      if (!source) source = openEvents(listeners);
      listeners.get(name)?.add(listener);
      return () => listeners.get(name)?.delete(listener);
    },
  };
}

function openEvents(listeners: Map<string, Set<(payload: never) => void>>): EventSource {
  const source = new EventSource('/events');
  source.addEventListener('open', () => connection.setState({ isLost: false }));
  source.addEventListener('error', () => connection.setState({ isLost: true }));
  for (const name of eventNames) {
    source.addEventListener(name, (event) => {
      const payload = JSON.parse((event as MessageEvent<string>).data) as Events[typeof name];
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    });
  }
  return source;
}
