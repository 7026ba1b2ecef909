import { ratingOf, traitsOf } from '#shared/model/analysis.ts';
import type { DocumentChange } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { Suite, SuiteTest } from '#shared/model/suite.ts';
import { clearRatings, removePictures } from '../../library/library-operations.ts';
import type { LibrarySession } from '../../library/library-session.ts';
import { placePictures } from '../../library/place-pictures.ts';
import { renameTest } from '../../library/rename-test.ts';
import { heldUploads } from '../teams.ts';
import type { EditKind } from './happenings.ts';
import { profiles } from './library.ts';

/**
 * Does an edit as a person would on what the session shows; null when there is nothing to do it to.
 * @param serial makes what is put there unlike everything that was ever put there.
 */
export async function edit(
  session: LibrarySession,
  what: EditKind,
  roll: number,
  serial: number,
): Promise<HistoryEntry | null> {
  const profile = profiles[roll % profiles.length] as string;
  const test = session.state.suite[(roll >> 1) % Math.max(1, session.state.suite.length)];
  if (!test) return null;
  switch (what) {
    case 'place':
      return place(session, profile, test, serial);
    case 'remove': {
      const files = session.pictures.files(profile) ?? [];
      const file = files[roll % Math.max(1, files.length)];
      return file ? session.commit(() => removePictures(session, [file.id])) : null;
    }
    case 'rename':
      return renameTest(session, test.title, `Title ${serial}`);
    case 'clear':
      return session.commit(() => clearRatings(session, profile));
    default:
      return session.commit(documentEdit(session, what, { profile, test, roll, serial }));
  }
}

/** What a picture of this serial number holds: no two have the same bytes, nor the same size. */
export function pictureOf(serial: number): Uint8Array {
  return new TextEncoder().encode(`picture ${serial} ${'.'.repeat(serial)}`);
}

async function place(
  session: LibrarySession,
  profile: string,
  { title }: SuiteTest,
  serial: number,
): Promise<HistoryEntry | null> {
  const items = [{ upload: 'x', test: title, slot: 0 }];
  const uploads = heldUploads({ x: pictureOf(serial) });
  const report = await placePictures(session, uploads, { profile, items, replace: serial % 2 === 0 });
  return report.entry;
}

interface About {
  profile: string;
  test: SuiteTest;
  roll: number;
  serial: number;
}

function documentEdit(
  session: LibrarySession,
  what: 'rate' | 'trait' | 'label' | 'test',
  { profile, test, roll, serial }: About,
): DocumentChange {
  const analysis = session.snapshot().analyses[profile];
  switch (what) {
    case 'rate': {
      const base = ratingOf(analysis, test.title) ?? null;
      const rating = { score: 1 + (roll % 10), affinity: 'workable', commentary: `${serial}` };
      const value = roll % 11 === 0 && base ? null : rating;
      return { type: 'rating.set', profile, test: test.title, base, value };
    }
    case 'label': {
      const base = analysis?.profile_label ?? null;
      return { type: 'profile.set', profile, field: 'profile_label', base, value: `Label ${serial}` };
    }
    case 'trait':
      return traitEdit(profile, traitsOf(analysis), roll, serial);
    case 'test':
      return testEdit(session.state.suite, roll, serial);
  }
}

function traitEdit(profile: string, traits: string[], roll: number, serial: number): DocumentChange {
  const text = traits[roll % Math.max(1, traits.length)];
  if (text === undefined || roll % 3 === 0) {
    return { type: 'trait.add', profile, text: `Trait ${serial}`, at: traits.length };
  }
  if (roll % 3 === 1) return { type: 'trait.edit', profile, base: text, value: `Edited ${serial}` };
  return { type: 'trait.remove', profile, text, at: traits.indexOf(text) };
}

function testEdit(suite: Suite, roll: number, serial: number): DocumentChange {
  const index = roll % suite.length;
  const base = suite[index] as SuiteTest;
  const field = roll % 2 === 0 ? 'prompt' : 'params';
  if (roll % 7 === 0) {
    return { type: 'test.move', title: base.title, from: index, to: (index + 1) % suite.length };
  }
  return { type: 'test.edit', base, value: { ...base, [field]: `${field} ${serial}` } };
}
