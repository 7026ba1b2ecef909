import { api } from '#renderer/lib/bridge.ts';
import type { ConfirmOptions } from '#renderer/lib/confirm.tsx';
import { matchedPictures, submitChange } from '#renderer/lib/library.ts';
import { ratingOf } from '#shared/model/analysis.ts';
import type { HistoryEntry, LibrarySnapshot } from '#shared/model/library.ts';
import { type Repair, repairChange } from '#shared/model/repairs.ts';
import { isCurrent } from '#shared/model/suite.ts';
import { err, type Result } from '#shared/result.ts';

/** One thing that can be done about a repair. Nothing happens before the user confirmed it. */
export type RepairAction =
  | {
      kind: 'act';
      label: string;
      confirm: ConfirmOptions;
      done: string;
      run(): Promise<Result<HistoryEntry>>;
    }
  /** The user picks a test first; the action follows from it. */
  | {
      kind: 'choose-test';
      label: string;
      title: string;
      titles: string[];
      actionFor(title: string): RepairAction;
    }
  /** The user does it on another page. */
  | { kind: 'gallery'; label: string; profile: string; test: string }
  | { kind: 'missing'; label: string; profile: string }
  | { kind: 'add-test'; label: string; title: string }
  | { kind: 'reveal'; label: string };

type Of<Kind extends Repair['kind']> = Extract<Repair, { kind: Kind }>;

/** What is offered for a repair, the recommended one first. */
export function repairActions(library: LibrarySnapshot, repair: Repair): RepairAction[] {
  switch (repair.kind) {
    case 'rating-without-test':
      return orphanActions(library, repair);
    case 'picture-without-test':
      return strayActions(library, repair);
    case 'rating-without-picture':
      return [
        { kind: 'gallery', label: 'Add the picture', profile: repair.profile, test: repair.test },
        removeRating(library, repair),
      ];
    case 'missing-picture':
      return [{ kind: 'missing', label: 'Add in the gallery', profile: repair.profile }];
    case 'palette-keys':
      return [writePalettes(library, repair)];
    case 'wrong-summary':
      return [rebuildSummary(library, repair)];
    case 'unreadable':
      return unreadableActions(repair);
    case 'conflict-copy':
      return [{ kind: 'reveal', label: 'Show in folder' }];
  }
}

function orphanActions(library: LibrarySnapshot, repair: Of<'rating-without-test'>): RepairAction[] {
  const { profile, test, suggestion } = repair;
  const analysis = library.analyses[profile];
  const titles = library.suite
    .filter((known) => isCurrent(known) && ratingOf(analysis, known.title) === undefined)
    .map((known) => known.title);
  const attach = (to: string, label: string): RepairAction => ({
    kind: 'act',
    label,
    confirm: {
      title: `Attach the rating to “${to}”?`,
      body: `1 rating${repair.picture ? ' and 1 picture' : ''} of ${profile} move from “${test}” to “${to}”. You can undo this.`,
      confirmLabel: 'Attach',
    },
    done: `The rating belongs to “${to}” now.`,
    run: () => api.ratings.attach({ profile, from: test, to }),
  });
  return [
    ...(suggestion === undefined ? [] : [attach(suggestion, `Attach to “${suggestion}”`)]),
    {
      kind: 'choose-test',
      label: suggestion === undefined ? 'Attach to a test…' : 'Another test…',
      title: `Attach the rating “${test}” to`,
      titles,
      actionFor: (title) => attach(title, 'Attach'),
    },
    {
      kind: 'act',
      label: 'Archive',
      confirm: {
        title: `Archive the rating “${test}”?`,
        body: `1 rating of ${profile} moves to the document’s archived ratings, where it counts no more. You can undo this.`,
        confirmLabel: 'Archive',
      },
      done: 'The rating is archived.',
      run: () => api.ratings.archive({ profile, test }),
    },
    { kind: 'add-test', label: 'Make it a test…', title: test },
  ];
}

function strayActions(library: LibrarySnapshot, repair: Of<'picture-without-test'>): RepairAction[] {
  const { profile, picture, suggestion } = repair;
  const { byTest } = matchedPictures(library, profile);
  const freeSlot = (title: string) => byTest.get(title)?.indexOf(undefined) ?? -1;
  const titles = library.suite.map((test) => test.title).filter((title) => freeSlot(title) >= 0);
  const assign = (to: string, label: string): RepairAction => ({
    kind: 'act',
    label,
    confirm: {
      title: `Give the picture to “${to}”?`,
      body: `1 picture of ${profile} is renamed from ${picture.name} to the name of “${to}”. You can undo this.`,
      confirmLabel: 'Give to the test',
    },
    done: `The picture belongs to “${to}” now.`,
    run: () => api.pictures.assign({ id: picture.id, test: to, slot: Math.max(0, freeSlot(to)) }),
  });
  return [
    ...(suggestion === undefined ? [] : [assign(suggestion, `Give to “${suggestion}”`)]),
    {
      kind: 'choose-test',
      label: suggestion === undefined ? 'Give to a test…' : 'Another test…',
      title: `Give ${picture.name} to`,
      titles,
      actionFor: (title) => assign(title, 'Give'),
    },
    {
      kind: 'act',
      label: 'Delete',
      confirm: {
        title: 'Delete this picture?',
        body: `1 picture of ${profile}, ${picture.name}, moves to the library’s bin. You can undo this.`,
        confirmLabel: 'Delete',
        danger: true,
      },
      done: 'The picture is in the bin.',
      run: () => api.pictures.remove({ ids: [picture.id] }),
    },
  ];
}

function removeRating(library: LibrarySnapshot, repair: Of<'rating-without-picture'>): RepairAction {
  const { profile, test } = repair;
  return {
    kind: 'act',
    label: 'Remove the rating',
    confirm: {
      title: `Remove the rating of “${test}”?`,
      body: `1 rating of ${profile} is removed. You can undo this.`,
      confirmLabel: 'Remove',
      danger: true,
    },
    done: 'The rating is removed.',
    run: () => {
      const base = ratingOf(library.analyses[profile], test) ?? null;
      return submitChange({ type: 'rating.set', profile, test, base, value: null });
    },
  };
}

function writePalettes(library: LibrarySnapshot, repair: Of<'palette-keys'>): RepairAction {
  const count = repair.tests.length;
  return {
    kind: 'act',
    label: 'Write both',
    confirm: {
      title: 'Write the palettes under both keys?',
      body: `${count} ${count === 1 ? 'rating' : 'ratings'} of ${repair.profile} get the same palette under both keys; nothing else changes. You can undo this.`,
      confirmLabel: 'Write both',
    },
    done: `${count} ${count === 1 ? 'palette stands' : 'palettes stand'} under both keys now.`,
    run: () => submitRepair(library, repair),
  };
}

function rebuildSummary(library: LibrarySnapshot, repair: Of<'wrong-summary'>): RepairAction {
  return {
    kind: 'act',
    label: 'Rebuild',
    confirm: {
      title: 'Rebuild the affinity summary?',
      body: `The summary of ${repair.profile} is written anew from its ratings; no rating changes. You can undo this.`,
      confirmLabel: 'Rebuild',
    },
    done: 'The summary says what the ratings say.',
    run: () => submitRepair(library, repair),
  };
}

function submitRepair(library: LibrarySnapshot, repair: Repair): Promise<Result<HistoryEntry>> {
  const change = repairChange(library, repair);
  if (change) return submitChange(change);
  return Promise.resolve(err('conflict', 'This was put right already, or the document has changed.'));
}

function unreadableActions(repair: Of<'unreadable'>): RepairAction[] {
  const { document, lastGood, name } = repair;
  const restore: RepairAction[] = lastGood
    ? [
        {
          kind: 'act',
          label: `Restore backup of ${lastGood.at.slice(0, 10)}`,
          confirm: {
            title: `Restore the backup of ${lastGood.at.replace('T', ', ')}?`,
            body: `${name} is set aside unchanged, and the backup with ${lastGood.ratings} ${lastGood.ratings === 1 ? 'rating' : 'ratings'} takes its place. You can undo this.`,
            confirmLabel: 'Restore',
          },
          done: `${name} is restored from its backup.`,
          run: () => api.backups.restore({ profile: lastGood.profile, name: lastGood.name }),
        },
      ]
    : [];
  return [
    ...restore,
    {
      kind: 'act',
      label: 'Set aside',
      confirm: {
        title: `Set ${name} aside?`,
        body: `1 file is moved out of the way, unchanged. ${document === 'suite' ? 'The library has no tests then.' : 'The profile starts without ratings.'} You can undo this.`,
        confirmLabel: 'Set aside',
        danger: true,
      },
      done: `${name} is set aside.`,
      run: () => api.documents.setAside({ document }),
    },
  ];
}
