import { checkAnalysis } from '#shared/model/analysis.ts';
import type { DocumentName } from '#shared/model/change.ts';
import { formatJson, type Json, type JsonLayout, parseJson, predecessorLayout } from '#shared/model/json.ts';
import { checkSuite } from '#shared/model/suite.ts';
import type { Result } from '#shared/result.ts';
import { Failure, isFailure } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { documentKey } from './library-keys.ts';

/** A document as it stands in the storage. `value` null and `version` `'absent'`: there is none. */
export interface StoredDocument {
  name: DocumentName;
  value: Json;
  version: string;
  layout: JsonLayout;
  /** Why the bytes that are there cannot be used; `value` is null then, and no edit may be saved. */
  problem?: string;
}

/** Reads, checks and writes documents; keeps the last known state of each. Knows nothing of changes. */
export interface DocumentStore {
  /** Reads a document from the storage and remembers it. Unreadable ones come with a `problem`. */
  load(name: DocumentName): Promise<StoredDocument>;
  /** The last known state; loads it the first time. */
  get(name: DocumentName): Promise<StoredDocument>;
  /**
   * Writes a document, or deletes it when `value` is null, provided that the storage still holds the
   * version that `get` gave. Otherwise rejects with `conflict` and forgets what it knew.
   */
  save(name: DocumentName, value: Json): Promise<StoredDocument>;
  forget(name: DocumentName): void;
}

export function createDocumentStore(backend: StorageBackend): DocumentStore {
  const known = new Map<string, StoredDocument>();

  async function load(name: DocumentName): Promise<StoredDocument> {
    const key = documentKey(name);
    const document = await readDocument(backend, name, key);
    known.set(key, document);
    return document;
  }

  return {
    load,
    get: async (name) => known.get(documentKey(name)) ?? load(name),
    forget: (name) => void known.delete(documentKey(name)),
    async save(name, value) {
      const key = documentKey(name);
      const current = known.get(key) ?? (await load(name));
      if (current.problem !== undefined) throw unreadable(key, current.problem);
      checkValue(name, value);
      try {
        const saved = await write(backend, key, current, value);
        known.set(key, saved);
        return saved;
      } catch (error) {
        known.delete(key);
        throw error;
      }
    },
  };
}

async function readDocument(
  backend: StorageBackend,
  name: DocumentName,
  key: string,
): Promise<StoredDocument> {
  try {
    const { bytes, version } = await backend.read(key);
    return parseDocument(name, bytes, version);
  } catch (error) {
    if (!isFailure(error, 'not-found')) throw error;
    return { name, value: null, version: 'absent', layout: predecessorLayout };
  }
}

function parseDocument(name: DocumentName, bytes: Uint8Array, version: string): StoredDocument {
  const broken = (problem: string) => ({ name, value: null, version, layout: predecessorLayout, problem });
  if (bytes.length === 0) return broken('The file is empty.');
  if (bytes.every((byte) => byte === 0)) return broken('The file holds nothing but zeros.');
  const text = decode(bytes);
  if (text === undefined) return broken('The file is not text in UTF-8.');
  const parsed = parseJson(text);
  if (!parsed.ok) return broken(parsed.error.detail ?? parsed.error.message);
  const checked = check(name, parsed.value.value);
  if (!checked.ok) return broken(checked.error.detail ?? checked.error.message);
  return { name, value: parsed.value.value, version, layout: parsed.value.layout };
}

async function write(
  backend: StorageBackend,
  key: string,
  current: StoredDocument,
  value: Json,
): Promise<StoredDocument> {
  if (value === null) {
    await backend.delete(key, { ifVersion: current.version });
    return { name: current.name, value: null, version: 'absent', layout: predecessorLayout };
  }
  const bytes = new TextEncoder().encode(formatJson(value, current.layout));
  const { version } = await backend.write(key, bytes, { ifVersion: current.version });
  return { ...current, value, version };
}

function check(name: DocumentName, value: Json): Result<Json> {
  return name === 'suite' ? checkSuite(value) : checkAnalysis(value);
}

function checkValue(name: DocumentName, value: Json): void {
  if (value === null) return;
  const checked = check(name, value);
  if (!checked.ok) {
    throw new Failure(
      'invalid',
      'This change would leave a document that nothing can read. It was not saved.',
      {
        detail: checked.error.detail ?? checked.error.message,
      },
    );
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unreadable(key: string, problem: string): Failure {
  return new Failure('invalid', `“${key}” cannot be read, so nothing was saved to it. Repair it first.`, {
    detail: problem,
  });
}
