import { ok } from '../result.ts';
import { applyToAnalysis } from './apply-to-analysis.ts';
import { applyToSuite } from './apply-to-suite.ts';
import type { Change, DocumentChange } from './change.ts';
import { isJsonObject, type Json, jsonEqual } from './json.ts';
import { type Applied, misfit } from './misfit.ts';

export { completeChange } from './complete-change.ts';
export type { Misfit } from './misfit.ts';

/**
 * The document with a change put in; never alters its argument. `null` is an absent document.
 * Where the base no longer holds: equal values need nothing, other values are a misfit.
 */
export function applyChange(document: Json, change: DocumentChange): Applied {
  switch (change.type) {
    case 'document.set':
      return applyDocumentSet(document, change.base, change.value);
    case 'rating.set':
    case 'rating.rename':
    case 'profile.set':
    case 'trait.add':
    case 'trait.remove':
    case 'trait.edit':
    case 'trait.move':
      if (!isJsonObject(document)) return misfit('The profile is not there any more.', document);
      return applyToAnalysis(document, change);
    default:
      if (document !== null && !Array.isArray(document))
        return misfit('The list of tests is not readable.', document);
      return applyToSuite(document ?? [], change);
  }
}

/** The change that takes `change` back. Exact when `completeChange` has filled in what it touches. */
export function invertChange(change: Change): Change {
  switch (change.type) {
    case 'batch':
      return { ...change, changes: change.changes.map(invertChange).reverse() };
    case 'rating.set':
    case 'profile.set':
    case 'document.set':
    case 'trait.edit':
    case 'test.edit':
      return withSummary({ ...change, base: change.value, value: change.base } as Change);
    case 'file.move': {
      const { version: _, ...move } = change;
      return { ...move, from: change.to, to: change.from };
    }
    case 'rating.rename':
    case 'trait.move':
    case 'test.move':
      return withSummary({ ...change, from: change.to, to: change.from } as Change);
    case 'trait.add':
      return { ...change, type: 'trait.remove' };
    case 'trait.remove':
      return { ...change, type: 'trait.add' };
    case 'test.add': {
      const { value, ...rest } = change;
      return { ...rest, type: 'test.remove', base: value };
    }
    case 'test.remove': {
      const { base, ...rest } = change;
      return { ...rest, type: 'test.add', value: base };
    }
  }
}

function applyDocumentSet(document: Json, base: Json, value: Json): Applied {
  if (jsonEqual(document, value)) return ok(document);
  if (!jsonEqual(document, base)) return misfit('The document was changed in the meantime.', document);
  return ok(value);
}

function withSummary(change: Change): Change {
  if (!('summary' in change) || change.summary === undefined) return change;
  return { ...change, summary: { base: change.summary.value, value: change.summary.base } };
}
