import { Failure } from '../failure.ts';
import type { Outbox } from '../library/outbox.ts';
import type { Waiting } from './waiting.ts';

/** What the session is told of changes that are on their way. */
export interface TeamOutbox extends Outbox {
  /** A change is shown and stays among what waits, to be sent. */
  noteShown(id: string): void;
}

/**
 * The outbox of a session whose changes are shown first and sent later: a change that could be shown stays
 * among what waits, one that could not is taken out.
 */
export function createTeamOutbox(waiting: Waiting, onWaiting: () => void): TeamOutbox {
  const shown = new Set<string>();
  return {
    begin: (entry) => waiting.addChange(entry),
    noteShown: (id) => void shown.add(id),
    async finish(id) {
      if (shown.delete(id)) onWaiting();
      else await waiting.finish([id]);
    },
    async keep() {
      throw new Failure(
        'offline',
        'The bucket cannot be reached, and this part of the library is not on this device. Nothing was changed; try again when the network is back.',
      );
    },
    // What an earlier app has left waits with the rest, and is sent with it.
    adopt: async () => [],
    async setAside(entry) {
      await waiting.finish([entry.id]);
    },
    close: async () => undefined,
  };
}
