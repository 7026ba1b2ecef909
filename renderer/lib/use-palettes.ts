import { useEffect, useMemo } from 'react';
import { createStore, useStore } from 'zustand';
import type { PictureFile } from '#shared/model/picture.ts';
import { api } from './bridge.ts';

type Palettes = ReadonlyMap<string, string[]>;

const palettes = createStore<{ byKey: Palettes }>(() => ({ byKey: new Map() }));

/** Small enough that the first colours show soon, large enough that calls are few. */
const batchSize = 40;

/**
 * The five colours of each picture (hex, most frequent first) by picture id. Pictures not measured yet
 * are left out and come in as they are; those that cannot be read stay out.
 */
export function usePalettes(pictures: readonly PictureFile[]): Map<string, string[]> {
  const byKey = useStore(palettes, (state) => state.byKey);
  useEffect(() => request(pictures), [pictures]);
  return useMemo(() => {
    const known = pictures.flatMap((picture) => {
      const colours = byKey.get(keyOf(picture));
      return colours ? [[picture.id, colours] as const] : [];
    });
    return new Map(known);
  }, [pictures, byKey]);
}

const requested = new Set<string>();
const waiting: PictureFile[] = [];
let isWorking = false;

function request(pictures: readonly PictureFile[]): void {
  for (const picture of pictures) {
    if (requested.has(keyOf(picture))) continue;
    requested.add(keyOf(picture));
    waiting.push(picture);
  }
  if (waiting.length > 0 && !isWorking) void workThroughWaiting();
}

async function workThroughWaiting(): Promise<void> {
  isWorking = true;
  // Every component that mounts in this turn joins the first batch.
  await Promise.resolve();
  while (waiting.length > 0) {
    const batch = waiting.splice(0, batchSize);
    const result = await api.pictures.palettes({ ids: batch.map((picture) => picture.id) });
    if (result.ok) remember(batch, result.value);
    else for (const picture of batch) requested.delete(keyOf(picture));
    if (!result.ok) break;
  }
  isWorking = false;
}

function remember(batch: readonly PictureFile[], measured: Record<string, string[]>): void {
  const byKey = new Map(palettes.getState().byKey);
  for (const picture of batch) {
    const colours = measured[picture.id];
    if (colours) byKey.set(keyOf(picture), colours);
  }
  palettes.setState({ byKey });
}

/** A picture's content: an id stays when the file is replaced, its stamp does not. */
function keyOf(picture: PictureFile): string {
  return `${picture.id} ${picture.stamp}`;
}
