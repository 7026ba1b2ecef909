import { isFailure } from '../../failure.ts';
import type { StorageBackend } from '../backend.ts';

/** Reads a JSON list, adds an entry and writes it on the version read, until no conflict is met. */
export async function addTo(backend: StorageBackend, key: string, entry: string): Promise<void> {
  for (;;) {
    const { bytes, version } = await backend.read(key);
    const next = [...JSON.parse(decode(bytes)), entry];
    try {
      await backend.write(key, text(JSON.stringify(next)), { ifVersion: version });
      return;
    } catch (error) {
      if (!isFailure(error, 'conflict')) throw error;
    }
  }
}

/** Bytes of a text; a plain `Uint8Array`, as callers may pass it. */
export function text(content: string): Uint8Array {
  return new Uint8Array(Buffer.from(content));
}

export function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
