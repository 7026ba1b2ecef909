import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import type { LibraryCopies } from './library-copies.ts';

export interface CopyHandlerParts {
  copies: LibraryCopies;
}

type Name = Extract<CallName, `copy.${string}`>;

export type CopyHandlers = { [Each in Name]: (input: CallInput<Each>) => Promise<CallOutput<Each>> };

/** The calls about copying a library to another place. */
export function createCopyHandlers({ copies }: CopyHandlerParts): CopyHandlers {
  return {
    'copy.plan': ({ from, to }) => copies.plan(from, to),
    'copy.start': async (decision) => copies.start(decision),
  };
}
