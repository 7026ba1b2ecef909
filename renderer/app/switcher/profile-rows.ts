import { profilesOf } from '#renderer/lib/library.ts';
import { readProfileCode } from '#shared/midjourney/prompt.ts';
import { baselineProfile, isOutdated, labelOf } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { findIn } from '../finder/find-in.ts';

/** What the switcher offers: a profile of the library, or to make one of what was typed. */
export type SwitcherRow =
  | { kind: 'profile'; profile: string; label: string; isOutdated: boolean }
  | { kind: 'new'; profile: string };

/** Every profile of the library, and the baseline always. */
export function allProfiles(library: LibrarySnapshot): readonly string[] {
  const profiles = profilesOf(library);
  return profiles.includes(baselineProfile) ? profiles : [...profiles, baselineProfile];
}

/**
 * The rows for what was typed: profiles whose code or label fits, then the code in it as a new profile,
 * when there is no such profile yet. A whole prompt finds the profile that it names.
 */
export function switcherRows(library: LibrarySnapshot, typed: string): SwitcherRow[] {
  const profiles = allProfiles(library);
  const code = readProfileCode(typed);
  const findable = profiles.map((profile) => ({
    label: profile,
    words: profile === baselineProfile ? 'without a profile' : labelOf(library.analyses[profile]),
  }));
  const byWords = findIn(findable, typed, Number.POSITIVE_INFINITY).map(({ label }) => label);
  const found = byWords.length === 0 && code !== undefined && profiles.includes(code) ? [code] : byWords;
  const rows: SwitcherRow[] = found.map((profile) => profileRow(library, profile));
  const isNew = code !== undefined && !profiles.some((profile) => sameOnDisk(profile, code));
  return isNew ? [...rows, { kind: 'new', profile: code }] : rows;
}

function profileRow(library: LibrarySnapshot, profile: string): SwitcherRow {
  const analysis = library.analyses[profile];
  return {
    kind: 'profile',
    profile,
    label: profile === baselineProfile && labelOf(analysis) === '' ? 'No profile' : labelOf(analysis),
    isOutdated: isOutdated(analysis),
  };
}

/** Many file systems take names that differ in case for one. */
function sameOnDisk(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
