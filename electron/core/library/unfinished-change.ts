import { Failure, isFailure } from '../failure.ts';

/**
 * A change failed, and a part of it is in the library still, because it could not be taken back. Its
 * entry stays in the outbox: it is done again from the start when the library can be written again.
 */
export class UnfinishedChange extends Failure {
  /** @param reason why the change failed. @param obstacle why it could not be taken back. */
  constructor(reason: unknown, obstacle: unknown) {
    const isOffline = isFailure(reason, 'offline') || isFailure(obstacle, 'offline');
    super(
      isOffline ? 'offline' : 'unknown',
      'This change is done in part only, and could not be taken back. The app finishes it when the library can be reached and opened again.',
      { cause: new AggregateError([reason, obstacle]) },
    );
  }
}
