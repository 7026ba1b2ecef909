import { type CopySide, digestAt, markOf } from './copy-side.ts';
import { isProof } from './digest.ts';
import { inLanes } from './lanes.ts';
import type { Pair } from './match-objects.ts';

/** Objects compared at once; bytes are read only where sizes are equal and nothing is remembered. */
const comparedAtOnce = 32;
const bytesAtOnce = 64 * 1024 * 1024;

/** The pairs whose objects hold the same bytes. What is in a bucket is read only where nothing else tells. */
export async function findSame(pairs: readonly Pair[], from: CopySide, to: CopySide): Promise<Set<Pair>> {
  const same = new Set<Pair>();
  const candidates = pairs.filter(({ source, target }) => source.size === target.size);
  const lanes = { atOnce: comparedAtOnce, bytesAtOnce, sizeOf: ({ source }: Pair) => 2 * source.size };
  await inLanes(candidates, lanes, async (pair) => {
    if (await holdSame(pair, from, to)) same.add(pair);
  });
  return same;
}

async function holdSame({ source, target }: Pair, from: CopySide, to: CopySide): Promise<boolean> {
  const ends = [
    { side: from, object: source },
    { side: to, object: target },
  ] as const;
  // First the one that costs no request.
  const [near, far] = from.backend.kind === 's3' ? [ends[1], ends[0]] : ends;
  const digest = await digestAt(near.side, near.object);
  const { version } = far.object;
  if (version !== undefined && isProof(version, digest)) {
    far.side.memory.note(far.object.key, markOf(far.object), digest);
    return true;
  }
  return (await digestAt(far.side, far.object)) === digest;
}
