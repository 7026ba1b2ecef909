import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Change, type DocumentChange, documentOf, isKnownChange } from '#shared/model/change.ts';
import { isJsonObject, type Json, ownValue } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { createQueue } from '../in-turn.ts';
import type { Journal } from '../library/journal.ts';
import { documentKey } from '../library/library-keys.ts';

/** Edits of this device that met an edit of somebody else, until the user has decided. Durable. */
export interface Conflicts {
  list(): readonly TeamConflict[];
  /** A later edit of the same thing takes the place of the one that was noted. */
  add(conflicts: readonly TeamConflict[]): Promise<void>;
  resolve(id: string): Promise<void>;
  /** Takes over what apps that are gone have left. */
  adopt(): Promise<void>;
  close(): Promise<void>;
}

export type ConflictRow = { conflict: TeamConflict } | { resolved: string };

const rowSchema = z.union([
  z.object({ resolved: z.string() }),
  z.object({ conflict: z.looseObject({ id: z.string(), change: z.custom<Change>(isKnownChange) }) }),
]);

/** A row of the journal as it was written; undefined when it is none. */
export function parseConflictRow(value: unknown): ConflictRow | undefined {
  return rowSchema.safeParse(value).data as ConflictRow | undefined;
}

export function openConflicts(journal: Journal<ConflictRow>): Conflicts {
  const open = new Map<string, TeamConflict>();
  // What is added while the last one is resolved would go with it when the journal starts anew.
  const inTurn = createQueue();

  async function addNow(conflicts: readonly TeamConflict[]): Promise<void> {
    if (conflicts.length === 0) return;
    const added = new Map<string, TeamConflict>();
    for (const conflict of conflicts) {
      added.set(conflict.id, inPlaceOf(added.get(conflict.id) ?? open.get(conflict.id), conflict));
    }
    await journal.append([...added.values()].map((conflict) => ({ conflict })));
    for (const conflict of added.values()) open.set(conflict.id, conflict);
  }

  return {
    list: () => [...open.values()],
    add: (conflicts) => inTurn(() => addNow(conflicts)),
    resolve: (id) =>
      inTurn(async () => {
        if (open.size === 1 && open.has(id)) await journal.clear();
        else await journal.append([{ resolved: id }]);
        open.delete(id);
      }),
    adopt: () =>
      inTurn(() =>
        journal.adopt(async (rows) => {
          const left = new Map<string, TeamConflict>();
          for (const row of rows) {
            if ('resolved' in row) left.delete(row.resolved);
            else left.set(row.conflict.id, row.conflict);
          }
          await addNow([...left.values()]);
        }),
      ),
    close: () => inTurn(() => journal.close(open.size > 0)),
  };
}

/** A conflict that takes the place of another one about the same thing: it stands for both. */
function inPlaceOf(before: TeamConflict | undefined, conflict: TeamConflict): TeamConflict {
  const own = conflict.of ?? [];
  const others = (before?.of ?? []).filter(
    (one) => !own.some(({ entry, part }) => entry === one.entry && part === one.part),
  );
  return { ...conflict, of: [...others, ...own] };
}

/** The conflict of a step that was not saved, or of a whole entry when it is done whole or not at all. */
export function conflictOf(
  entry: HistoryEntry,
  refused: { step: DocumentChange; part: number } | null,
  reason: string,
  current: Json,
): TeamConflict {
  const object = isJsonObject(current) ? current : undefined;
  return {
    id: refused === null ? entry.id : subjectId(refused.step),
    of: [{ entry: entry.id, ...(refused && { part: refused.part }) }],
    change: refused?.step ?? entry.change,
    at: entry.at,
    who: entry.who,
    reason,
    current,
    theirWho: textOf(ownValue(object, 'rated_by')),
    theirAt: textOf(ownValue(object, 'rated_at')),
  };
}

/** Names what a step edits, so that several edits of one thing are one conflict. */
export function subjectOf(step: DocumentChange): string {
  const document = documentKey(documentOf(step));
  switch (step.type) {
    case 'rating.set':
      return `${document}\nrating\n${step.test}`;
    case 'rating.rename':
      return `${document}\nrating\n${step.to}`;
    case 'profile.set':
      return `${document}\nfield\n${step.field}`;
    case 'trait.edit':
      return `${document}\ntrait\n${step.value}`;
    case 'trait.add':
    case 'trait.remove':
    case 'trait.move':
      return `${document}\ntrait\n${step.text}`;
    case 'test.add':
      return `${document}\ntest\n${step.value.title}`;
    case 'test.remove':
    case 'test.edit':
      return `${document}\ntest\n${step.base.title}`;
    case 'test.move':
      return `${document}\ntest\n${step.title}`;
    case 'document.set':
      return document;
  }
}

function subjectId(step: DocumentChange): string {
  return createHash('sha256').update(subjectOf(step)).digest('base64url').slice(0, 20);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
