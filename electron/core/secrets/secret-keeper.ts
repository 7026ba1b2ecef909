import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../platform.ts';
import { realDisk, writeAtomically } from '../storage/atomic-write.ts';
import { hasCode } from '../storage/system-errors.ts';

/** Where a secret is kept: `file` is readable to the system's user only, and agreed to by them. */
export type SecretPlace = 'system' | 'memory' | 'file';

/** Secrets of this user: in the system's store, or, where it has none, in memory or in an agreed file. */
export interface SecretKeeper {
  /** Whether the system has a store that protects secrets. */
  isProtected(): Promise<boolean>;
  /** Absent also where the system's store can no longer read it. */
  read(name: string): Promise<KeptSecret | undefined>;
  /**
   * Keeps a secret in one place and takes it out of the others.
   * @param isFileAgreed where the system has no store: whether it may lie in a file, else it is kept until
   *   the app ends.
   */
  keep(name: string, value: string, isFileAgreed: boolean): Promise<SecretPlace>;
  forget(name: string): Promise<void>;
}

export interface KeptSecret {
  value: string;
  place: SecretPlace;
}

const fileSchema = z.record(z.string(), z.string());

/** Only the user may read the file. Windows does not know these bits; there the user's folder is theirs alone. */
const fileMode = 0o600;

export function createSecretKeeper(store: SecretStore, file: string): SecretKeeper {
  const memory = new Map<string, string>();
  let lastEdit: Promise<unknown> = Promise.resolve();

  /** Edits of the file wait for each other, so that none is lost. */
  function editFile(edit: (secrets: Record<string, string>) => Record<string, string>): Promise<void> {
    const done = lastEdit.then(async () => {
      const before = await readSecrets(file);
      const after = edit(before);
      if (JSON.stringify(after) === JSON.stringify(before)) return;
      await mkdir(dirname(file), { recursive: true });
      const bytes = Buffer.from(`${JSON.stringify(after, null, 2)}\n`);
      await writeAtomically(file, bytes, { disk: realDisk, mode: fileMode });
    });
    lastEdit = done.catch(() => undefined);
    return done;
  }

  const removeFromFile = (name: string) => editFile(({ [name]: _, ...others }) => others);

  async function choosePlace(isFileAgreed: boolean): Promise<SecretPlace> {
    if (await store.isProtected()) return 'system';
    return isFileAgreed ? 'file' : 'memory';
  }

  return {
    isProtected: () => store.isProtected(),
    async read(name) {
      const inMemory = memory.get(name);
      if (inMemory !== undefined) return { value: inMemory, place: 'memory' };
      const inSystem = await store.get(name);
      if (inSystem !== undefined) return { value: inSystem, place: 'system' };
      const inFile = (await readSecrets(file))[name];
      return inFile === undefined ? undefined : { value: inFile, place: 'file' };
    },
    async keep(name, value, isFileAgreed) {
      const place = await choosePlace(isFileAgreed);
      if (place === 'system') await store.set(name, value);
      if (place === 'file') await editFile((secrets) => ({ ...secrets, [name]: value }));
      else await removeFromFile(name);
      if (place === 'memory') memory.set(name, value);
      else memory.delete(name);
      return place;
    },
    async forget(name) {
      memory.delete(name);
      await store.delete(name);
      await removeFromFile(name);
    },
  };
}

/** What the file holds; nothing where it is absent or was damaged, for secrets can be entered again. */
async function readSecrets(file: string): Promise<Record<string, string>> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : {};
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return {};
    throw error;
  }
}
