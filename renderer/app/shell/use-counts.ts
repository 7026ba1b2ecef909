import { useMemo } from 'react';
import { completeness } from '#renderer/lib/completeness.ts';
import { useLibrary } from '#renderer/lib/library.ts';
import { useProfile } from '#renderer/lib/selection.ts';
import { useTeamStatus } from '#renderer/lib/team.ts';

export interface Counts {
  tests: number;
  pictures: number;
  unrated: number;
  conflicts: number;
}

/** The numbers beside the pages: current tests of the suite; pictures of the profile, and those of its tests that can be rated now; conflicts. */
export function useCounts(): Counts {
  const library = useLibrary();
  const profile = useProfile();
  const conflicts = useTeamStatus()?.conflicts ?? 0;
  return useMemo(() => {
    const { tests, toRate } = completeness(library, profile);
    return { tests, unrated: toRate.length, pictures: library.pictures[profile]?.length ?? 0, conflicts };
  }, [library, profile, conflicts]);
}
