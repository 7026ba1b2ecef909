/** Does work one piece after the other, in the order asked for; a piece that fails holds up none after it. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function createQueue(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
