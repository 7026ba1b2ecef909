import { type DocumentChange, documentOf } from '#shared/model/change.ts';
import { documentKey } from '../../library/library-keys.ts';
import { subjectOf } from '../../team/conflicts.ts';

/** Which test a title names, whatever it is called by now; no title is ever given to two. */
export interface Titles {
  note(from: string, to: string): void;
  /** The first title of the test. */
  rootOf(title: string): string;
}

export function createTitles(): Titles {
  const roots = new Map<string, string>();
  const rootOf = (title: string) => roots.get(title) ?? title;
  return { rootOf, note: (from, to) => void roots.set(to, rootOf(from)) };
}

/** Names what a step edits, also over renamings. */
export function thingOf(step: DocumentChange, titles: Titles): string {
  const document = documentKey(documentOf(step));
  switch (step.type) {
    case 'rating.set':
      return `${document}\nrating\n${titles.rootOf(step.test)}`;
    case 'rating.rename':
      return `${document}\nrating\n${titles.rootOf(step.to)}`;
    case 'test.edit':
    case 'test.remove':
      return `test\n${titles.rootOf(step.base.title)}`;
    case 'test.move':
      return `test\n${titles.rootOf(step.title)}`;
    default:
      return subjectOf(step);
  }
}
