import { applyChange, completeChange, invertChange, type Misfit } from '#shared/model/apply-change.ts';
import {
  type Change,
  type DocumentChange,
  type DocumentName,
  documentOf,
  type FileMove,
  type Step,
  stepsOf,
} from '#shared/model/change.ts';
import type { Json } from '#shared/model/json.ts';
import { Failure, isFailure } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import type { DocumentStore } from './document-store.ts';
import { documentKey, documentOfKey, isMovableKey } from './library-keys.ts';

/** Which documents and files a change has touched. */
export interface Touched {
  documents: DocumentName[];
  keys: string[];
}

/** What is done at one go: one file moved, or several steps saved into one document. */
type Task = { move: FileMove } | { name: DocumentName; steps: DocumentChange[] };

/** How often a save is tried again after somebody else saved first. */
const maxTries = 8;

/**
 * The change with everything filled in that its exact inverse needs, checked against the storage's
 * documents as they are known. Rejects with `conflict` when it does not fit; touches nothing.
 */
export async function prepareChange(documents: DocumentStore, change: Change): Promise<Change> {
  const working = new Map<string, Json>();
  const complete = async (part: Change): Promise<Change> => {
    if (part.type === 'batch') {
      const changes: Change[] = [];
      for (const inner of part.changes) changes.push(await complete(inner));
      return { ...part, changes };
    }
    if (part.type === 'file.move') return checkedMove(part);
    const key = documentKey(documentOf(part));
    const stored = await documents.get(documentOf(part));
    if (stored.problem !== undefined && !isReplacedLater(change, key)) throw unreadable(key, stored.problem);
    const before = working.has(key) ? (working.get(key) ?? null) : stored.value;
    const completed = completeChange(before, part);
    const applied = applyChange(before, completed);
    if (!applied.ok) throw misfitFailure(applied.error);
    working.set(key, applied.value);
    return completed;
  };
  return complete(change);
}

/**
 * Carries out a prepared change step by step, each document written once per run of its steps. When a
 * document was saved by somebody else meanwhile, it is read again and the change put in anew; where that
 * does not fit, everything done so far is taken back and the call rejects with `conflict`.
 */
export async function runChange(
  backend: StorageBackend,
  documents: DocumentStore,
  change: Change,
  onStep: () => void = () => {},
): Promise<Touched> {
  const tasks = groupSteps(stepsOf(change));
  const done: Task[] = [];
  try {
    for (const task of tasks) {
      await runTask(backend, documents, task);
      done.push(task);
      onStep();
    }
  } catch (error) {
    await takeBack(backend, documents, done, error);
    throw error;
  }
  return {
    documents: tasks.flatMap((task) => ('move' in task ? [] : [task.name])),
    keys: tasks.flatMap((task) => ('move' in task ? [task.move.from, task.move.to] : [])),
  };
}

async function runTask(backend: StorageBackend, documents: DocumentStore, task: Task): Promise<void> {
  if (!('move' in task)) return saveSteps(documents, task.name, task.steps);
  await moveFile(backend, task.move);
  forgetMoved(documents, task.move);
}

/** Puts the steps into one document: read, apply, write with the version; again when it has changed. */
async function saveSteps(
  documents: DocumentStore,
  name: DocumentName,
  steps: DocumentChange[],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { value } = await documents.get(name);
    const next = applyAll(value, steps);
    if (next === undefined) return;
    try {
      await documents.save(name, next);
      return;
    } catch (error) {
      if (!isFailure(error, 'conflict') || attempt >= maxTries) throw error;
      await pause(attempt);
      await documents.load(name);
    }
  }
}

/** The document after the steps; undefined when they are all in it already (a change done again). */
function applyAll(document: Json, steps: DocumentChange[]): Json | undefined {
  let value = document;
  for (const step of steps) {
    const applied = applyChange(value, step);
    if (!applied.ok) {
      if (fits(document, invertAll(steps))) return undefined;
      throw misfitFailure(applied.error);
    }
    value = applied.value;
  }
  return value === document || sameDocument(document, value) ? undefined : value;
}

function sameDocument(left: Json, right: Json): boolean {
  // Text, not jsonEqual: a change of order alone is a change.
  return JSON.stringify(left) === JSON.stringify(right);
}

function fits(document: Json, steps: DocumentChange[]): boolean {
  let value = document;
  for (const step of steps) {
    const applied = applyChange(value, step);
    if (!applied.ok) return false;
    value = applied.value;
  }
  return true;
}

function invertAll(steps: DocumentChange[]): DocumentChange[] {
  return steps.map((step) => invertChange(step) as DocumentChange).reverse();
}

/**
 * Moves one file by creating the copy first: a crash in between leaves both, never none. A move that
 * was done already does nothing; another file at the target is never written over.
 */
async function moveFile(backend: StorageBackend, move: FileMove): Promise<void> {
  const source = await readIfThere(backend, move.from);
  if (!source) {
    if (await backend.stat(move.to)) return;
    throw new Failure('not-found', `The file “${nameOf(move.from)}” is not there any more.`);
  }
  try {
    await backend.write(move.to, source.bytes, { ifVersion: 'absent' });
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
    const target = await readIfThere(backend, move.to);
    if (!target || !sameBytes(source.bytes, target.bytes)) {
      throw new Failure(
        'conflict',
        `There is another file named “${nameOf(move.to)}” already. Nothing was replaced.`,
      );
    }
  }
  await backend.delete(move.from);
}

async function readIfThere(backend: StorageBackend, key: string) {
  try {
    return await backend.read(key);
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined;
    throw error;
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

/** Steps between two moves are saved document by document; around a move their order is kept. */
function groupSteps(steps: Step[]): Task[] {
  const tasks: Task[] = [];
  let open = new Map<string, DocumentChange[]>();
  for (const step of steps) {
    if (step.type === 'file.move') {
      tasks.push({ move: step });
      open = new Map();
      continue;
    }
    const name = documentOf(step);
    const group = open.get(documentKey(name));
    if (group) {
      group.push(step);
    } else {
      const started = [step];
      open.set(documentKey(name), started);
      tasks.push({ name, steps: started });
    }
  }
  return tasks;
}

function checkedMove(move: FileMove): FileMove {
  if (!isMovableKey(move.from) || !isMovableKey(move.to)) {
    throw new Failure('invalid', 'This change would move a file that is none of the library’s.');
  }
  return move;
}

/** An unreadable document may be moved away or replaced as a whole, nothing else. */
function isReplacedLater(change: Change, key: string): boolean {
  return stepsOf(change).some((step) => step.type === 'file.move' && step.from === key);
}

/** A moved file may have been a document, or become one. */
function forgetMoved(documents: DocumentStore, move: FileMove): void {
  for (const key of [move.from, move.to]) {
    const name = documentOfKey(key);
    if (name !== undefined) documents.forget(name);
  }
}

async function takeBack(
  backend: StorageBackend,
  documents: DocumentStore,
  done: Task[],
  reason: unknown,
): Promise<void> {
  for (const task of done.reverse()) {
    try {
      await runTask(backend, documents, invertTask(task));
    } catch (error) {
      throw new Failure(
        'unknown',
        'This change could not be finished, and a part of it could not be taken back. The app tries again when the library is opened.',
        { cause: new AggregateError([reason, error]) },
      );
    }
  }
}

function invertTask(task: Task): Task {
  if ('move' in task) return { move: invertChange(task.move) as FileMove };
  return { name: task.name, steps: invertAll(task.steps) };
}

function misfitFailure(misfit: Misfit): Failure {
  return new Failure('conflict', misfit.message, { detail: JSON.stringify(misfit.current) });
}

function unreadable(key: string, problem: string): Failure {
  return new Failure(
    'invalid',
    `“${nameOf(key)}” cannot be read, so nothing was saved to it. Repair it first.`,
    {
      detail: problem,
    },
  );
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Short, growing and random, so that two savers do not meet again. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
}
