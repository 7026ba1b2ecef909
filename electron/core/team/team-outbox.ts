import { Failure } from '../failure.ts';
import type { Outbox } from '../library/outbox.ts';
import type { Waiting } from './waiting.ts';

/** What the session is told of changes that are on their way. */
export interface TeamOutbox extends Outbox {
  /** A change is shown and stays among what waits, to be sent. */
  noteShown(id: string): void;
  /** Whether a change is being made at this moment: it may still turn out not to fit, and is not to be sent. */
  isBeingMade(id: string): boolean;
}

/**
 * The outbox of a session whose changes are shown first and sent later: a change that could be shown stays
 * among what waits, one that could not is taken out.
 */
export function createTeamOutbox(waiting: Waiting, onWaiting: () => void): TeamOutbox {
  const shown = new Set<string>();
  const beingMade = new Set<string>();
  return {
    async begin(entry) {
      beingMade.add(entry.id);
      await waiting.addChange(entry).catch((error: unknown) => {
        beingMade.delete(entry.id);
        throw error;
      });
    },
    noteShown: (id) => void shown.add(id),
    isBeingMade: (id) => beingMade.has(id),
    async finish(id) {
      const isShown = shown.delete(id);
      if (!isShown) await waiting.finish([id]);
      beingMade.delete(id);
      if (isShown) onWaiting();
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
