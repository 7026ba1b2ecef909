import { applyChange, invertChange, type Misfit } from '#shared/model/apply-change.ts';
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
import { documentKey, documentOfKey } from './library-keys.ts';
import { moveFile } from './move-file.ts';
import { settleBounded } from './settle-bounded.ts';
import { UnfinishedChange } from './unfinished-change.ts';

/** What is done at one go: files moved that have nothing to do with each other, or one document saved. */
type Task = { moves: FileMove[] } | { name: DocumentName; steps: DocumentChange[] };

/** How often a save is tried again after somebody else saved first. */
const maxTries = 8;

/** Each move waits for the disk several times; more at once gain nothing. */
const movesAtOnce = 8;

/** Where a change goes. */
export interface ChangeTarget {
  backend: StorageBackend;
  documents: DocumentStore;
}

/**
 * Carries out a prepared change step by step, each document written once per run of its steps. When a
 * document was saved by somebody else meanwhile, it is read again and the change put in anew. Where a step
 * cannot be done, everything done so far is taken back and the call rejects with the step's reason, or
 * with `UnfinishedChange` when taking back fails.
 * @param again whether a part of the change may be in the library already.
 */
export async function runChange(target: ChangeTarget, change: Change, again = false): Promise<void> {
  const done: Task[] = [];
  try {
    for (const task of groupSteps(stepsOf(change))) await runTask(target, task, again, done);
  } catch (error) {
    await takeBack(target, done, error);
    throw error;
  }
}

/** The keys of every document and file that a change touches. */
export function keysOf(change: Change): string[] {
  const keys = stepsOf(change).flatMap((step) =>
    step.type === 'file.move' ? [step.from, step.to] : [documentKey(documentOf(step))],
  );
  return [...new Set(keys)];
}

export function misfitFailure(misfit: Misfit): Failure {
  return new Failure('conflict', misfit.message, { detail: JSON.stringify(misfit.current) });
}

/** Runs a task and notes what it has changed; what was so already is nobody's to take back. */
async function runTask(target: ChangeTarget, task: Task, again: boolean, done: Task[]): Promise<void> {
  if ('name' in task) {
    const isSaved = await saveSteps(target.documents, task.name, task.steps);
    if (isSaved || again) done.push(task);
    return;
  }
  const settled = await settleBounded(task.moves, movesAtOnce, async (move) => {
    await moveFile(target.backend, move, again);
    forgetMoved(target.documents, move);
  });
  done.push({ moves: task.moves.filter((_, index) => settled[index]?.status === 'fulfilled') });
  const failures = settled.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (failures.length > 0) throw failures.find((error) => error instanceof UnfinishedChange) ?? failures[0];
}

/** Puts the steps into one document: read, apply, write with the version; again when it has changed. */
async function saveSteps(
  documents: DocumentStore,
  name: DocumentName,
  steps: DocumentChange[],
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const { value } = await documents.get(name);
    const next = applyAll(value, steps);
    if (next === undefined) return false;
    try {
      await documents.save(name, next);
      return true;
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

/** Steps between two moves are saved document by document; around a move their order is kept. */
function groupSteps(steps: Step[]): Task[] {
  const tasks: Task[] = [];
  let open = new Map<string, DocumentChange[]>();
  let wave = { moves: [] as FileMove[], keys: new Set<string>() };
  for (const step of steps) {
    if (step.type === 'file.move') {
      open = new Map();
      if (wave.moves.length === 0 || wave.keys.has(step.from) || wave.keys.has(step.to)) {
        wave = { moves: [], keys: new Set() };
        tasks.push({ moves: wave.moves });
      }
      wave.moves.push(step);
      wave.keys.add(step.from).add(step.to);
      continue;
    }
    wave = { moves: [], keys: new Set() };
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

/** A moved file may have been a document, or become one. */
function forgetMoved(documents: DocumentStore, move: FileMove): void {
  for (const key of [move.from, move.to]) {
    const name = documentOfKey(key);
    if (name !== undefined) documents.forget(name);
  }
}

async function takeBack(target: ChangeTarget, done: Task[], reason: unknown): Promise<void> {
  for (const task of done.reverse()) {
    try {
      await runTask(target, invertTask(task), true, []);
    } catch (error) {
      throw new UnfinishedChange(reason, error);
    }
  }
}

function invertTask(task: Task): Task {
  if ('name' in task) return { name: task.name, steps: invertAll(task.steps) };
  return { moves: task.moves.map((move) => invertChange(move) as FileMove).reverse() };
}

/** Short, growing and random, so that two savers do not meet again. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
}
