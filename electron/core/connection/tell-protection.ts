import type { Protection } from '#shared/model/connection.ts';
import type { Findings } from './findings.ts';
import { racers, rounds } from './race-edits.ts';

const consequence =
  'The library opens for reading only, unless you say that you are the only one who edits it.';

const unprotected = {
  'creation-only': `Creation only: this server protects new objects, but two who change the same one overwrite each other. ${consequence}`,
  refused: `Refused: this server does not know writes on a condition, so that simultaneous edits cannot be protected. ${consequence}`,
  ignored: `Ignored by this server: it takes writes on a condition and does not keep to it, so that simultaneous edits overwrite each other. ${consequence}`,
} as const;

/** Writes the line about simultaneous edits. */
export function tellProtection(protection: Protection, findings: Findings): void {
  if (protection === 'untested') {
    findings.skip('edits', 'Not tried.');
  } else if (protection === 'protected') {
    const message = `Protected: of ${racers} who wrote at the same moment exactly one got through, in ${rounds} rounds of creating and of changing.`;
    findings.ok('edits', message);
  } else {
    findings.advise('edits', unprotected[protection]);
  }
}
