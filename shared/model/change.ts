import { z } from 'zod';
import type { Json, JsonObject } from './json.ts';

/**
 * Every edit of a library is one of these small serialisable objects. The same object is what the UI
 * sends, what undo inverts, what History lists, what waits in the outbox and what is applied again
 * when somebody else saved first. Each carries the value that it was made on (`base`), so that
 * `apply` can say when it no longer fits; `null` stands for "absent".
 */
export type DocumentChange =
  | RatingSet
  | RatingRename
  | ProfileSet
  | TraitAdd
  | TraitRemove
  | TraitEdit
  | TraitMove
  | TestAdd
  | TestRemove
  | TestEdit
  | TestMove
  | DocumentSet;

/** A change that also moves files; made by the core only, never sent by a page. */
export type Change = Step | Batch<Change>;

/** One change that is no batch. */
export type Step = DocumentChange | FileMove;

/** What a page may send: changes of documents, alone or several as one. */
export type PageChange = DocumentChange | Batch<DocumentChange>;

/** Several changes that are done, undone and listed as one. */
export interface Batch<Part> {
  type: 'batch';
  /** What it is, for History: `Rename “A” to “B”`. */
  label: string;
  changes: Part[];
}

export interface RatingSet {
  type: 'rating.set';
  profile: string;
  test: string;
  base: JsonObject | null;
  value: JsonObject | null;
  /** Position among the ratings, so that undoing a removal restores the order. */
  at?: number;
  summary?: SummaryStep;
}

/** Moves a rating from one title to another, in place. */
export interface RatingRename {
  type: 'rating.rename';
  profile: string;
  from: string;
  to: string;
  /** Position among the ratings: a title such as `2024` goes first by itself and must find its way back. */
  at?: number;
  summary?: SummaryStep;
}

/** The affinity summary before and after, so that undoing restores also one that was wrong. */
export interface SummaryStep {
  base: Json;
  value: Json;
}

/** Sets one field of a profile's document: `profile_label`, `notes`, `affinity_summary` … */
export interface ProfileSet {
  type: 'profile.set';
  profile: string;
  field: string;
  base: Json;
  value: Json;
  at?: number;
}

export interface TraitAdd {
  type: 'trait.add';
  profile: string;
  text: string;
  at: number;
}

export interface TraitRemove {
  type: 'trait.remove';
  profile: string;
  text: string;
  at: number;
}

export interface TraitEdit {
  type: 'trait.edit';
  profile: string;
  base: string;
  value: string;
}

export interface TraitMove {
  type: 'trait.move';
  profile: string;
  text: string;
  from: number;
  to: number;
}

export interface TestAdd {
  type: 'test.add';
  value: StoredTest;
  /** Position in the suite; the end when left out. */
  at?: number;
  /** Set by `completeChange` alone: a test of the same title stays, and this one may stand beside it. */
  again?: true;
}

export interface TestRemove {
  type: 'test.remove';
  base: StoredTest;
  at?: number;
  /** As in `TestAdd`. */
  again?: true;
}

/** Replaces one test's fields. A page may not change the title this way: ratings and pictures hang on it. */
export interface TestEdit {
  type: 'test.edit';
  base: StoredTest;
  value: StoredTest;
  /** As in `TestAdd`: another test keeps the old title. */
  again?: true;
}

export interface TestMove {
  type: 'test.move';
  title: string;
  from: number;
  to: number;
}

/** Creates (`base` null), replaces or removes (`value` null) a whole document. */
export interface DocumentSet {
  type: 'document.set';
  document: DocumentName;
  base: Json;
  value: Json;
}

/** Moves one file inside the library; refuses to replace another file. */
export interface FileMove {
  type: 'file.move';
  from: string;
  to: string;
  /** SHA-256 of the file, hex: another file under this name is not moved. Left out: whatever is there. */
  content?: string;
  /** Instead of `content`, the version that the storage gave the file; for the way there only, not for taking back. */
  version?: string;
}

/** The suite, or one profile's document. */
export type DocumentName = 'suite' | { profile: string };

export type StoredTest = JsonObject & { title: string };

/** The document that a change edits. */
export function documentOf(change: DocumentChange): DocumentName {
  if ('profile' in change) return { profile: change.profile };
  return change.type === 'document.set' ? change.document : 'suite';
}

/** A change's parts in order, batches opened. */
export function stepsOf(change: PageChange): DocumentChange[];
export function stepsOf(change: Change): Step[];
export function stepsOf(change: Change): Step[] {
  return change.type === 'batch' ? change.changes.flatMap((part) => stepsOf(part)) : [change];
}

const stepTypes: ReadonlySet<string> = new Set<Step['type']>([
  'rating.set',
  'rating.rename',
  'profile.set',
  'trait.add',
  'trait.remove',
  'trait.edit',
  'trait.move',
  'test.add',
  'test.remove',
  'test.edit',
  'test.move',
  'document.set',
  'file.move',
]);

/** Whether a stored change is of kinds that this app knows; a newer one may have written others. */
export function isKnownChange(change: unknown): change is Change {
  if (typeof change !== 'object' || change === null || !('type' in change)) return false;
  if (change.type !== 'batch') return typeof change.type === 'string' && stepTypes.has(change.type);
  return 'changes' in change && Array.isArray(change.changes) && change.changes.every(isKnownChange);
}

export const maxTitleLength = 160;

/** A profile id as it may stand in file names and keys: any reasonable code, never a path. */
export const profileSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^(?!\.{1,2}$)[^/\\:*?"<>|\p{Cc}]+$/u, 'A profile code holds no slashes or control characters.');

const json: z.ZodType<Json> = z.json() as z.ZodType<Json>;
const object = z.record(z.string(), json);
const title = z.string().min(1).max(maxTitleLength);
const position = z.int().min(0).max(100_000);
const trait = z.string().trim().min(1).max(500);
const summary = z.strictObject({ base: json, value: json }).optional();
const storedTest = z.intersection(object, z.looseObject({ title })) as unknown as z.ZodType<StoredTest>;
const documentName = z.union([z.literal('suite'), z.strictObject({ profile: profileSchema })]);

/** Fields of a profile's document that a page may set by `profile.set`. */
export const profileFields = ['profile_label', 'notes', 'affinity_summary', 'analysis_version'] as const;

/** The changes that a page may send, checked in full before the core looks at them. */
export const documentChangeSchema: z.ZodType<DocumentChange> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('rating.set'),
    profile: profileSchema,
    test: title,
    base: object.nullable(),
    value: object.nullable(),
    at: position.optional(),
    summary,
  }),
  z.strictObject({
    type: z.literal('rating.rename'),
    profile: profileSchema,
    from: title,
    to: title,
    at: position.optional(),
    summary,
  }),
  z.strictObject({
    type: z.literal('profile.set'),
    profile: profileSchema,
    field: z.enum(profileFields),
    base: json,
    value: json,
    at: position.optional(),
  }),
  z.strictObject({ type: z.literal('trait.add'), profile: profileSchema, text: trait, at: position }),
  z.strictObject({ type: z.literal('trait.remove'), profile: profileSchema, text: z.string(), at: position }),
  z.strictObject({ type: z.literal('trait.edit'), profile: profileSchema, base: z.string(), value: trait }),
  z.strictObject({
    type: z.literal('trait.move'),
    profile: profileSchema,
    text: z.string(),
    from: position,
    to: position,
  }),
  z.strictObject({ type: z.literal('test.add'), value: storedTest, at: position.optional() }),
  z.strictObject({ type: z.literal('test.remove'), base: storedTest, at: position.optional() }),
  z
    .strictObject({ type: z.literal('test.edit'), base: storedTest, value: storedTest })
    .refine((change) => change.base.title === change.value.title, 'A title is changed by renaming the test.'),
  z.strictObject({ type: z.literal('test.move'), title, from: position, to: position }),
  z.strictObject({ type: z.literal('document.set'), document: documentName, base: json, value: json }),
]) as unknown as z.ZodType<DocumentChange>;

export const pageChangeSchema: z.ZodType<PageChange> = z.union([
  documentChangeSchema,
  z.strictObject({
    type: z.literal('batch'),
    label: z.string().min(1).max(300),
    changes: z.array(documentChangeSchema).min(1).max(5_000),
  }),
]) as unknown as z.ZodType<PageChange>;
