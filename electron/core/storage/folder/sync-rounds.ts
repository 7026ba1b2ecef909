interface Waiting {
  sync: () => Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

interface Rounds {
  isRunning: boolean;
  waiting: Waiting[];
}

const roundsOfDisk = new WeakMap<object, Rounds>();

/**
 * Syncs files in rounds: what is asked for while a round runs waits for the next one. A file system that keeps a
 * journal writes everything that is pending with the first sync of a round, so that the others find nothing left
 * to do; one by one, each would wait for the disk, and hold one of Node's four threads meanwhile. Whoever is alone
 * does not wait.
 * @param disk whose syncs go in rounds together, so that a disk that hangs holds up no other one.
 */
export function syncInRounds(disk: object, sync: () => Promise<void>): Promise<void> {
  const rounds = roundsOfDisk.get(disk) ?? { isRunning: false, waiting: [] };
  roundsOfDisk.set(disk, rounds);
  return new Promise((resolve, reject) => {
    rounds.waiting.push({ sync, resolve, reject });
    if (!rounds.isRunning) void run(rounds);
  });
}

async function run(rounds: Rounds): Promise<void> {
  rounds.isRunning = true;
  while (rounds.waiting.length > 0) {
    const [first, ...others] = rounds.waiting.splice(0);
    if (first) await settle(first);
    await Promise.all(others.map(settle));
  }
  rounds.isRunning = false;
}

async function settle({ sync, resolve, reject }: Waiting): Promise<void> {
  try {
    await sync();
    resolve();
  } catch (error) {
    reject(error);
  }
}
