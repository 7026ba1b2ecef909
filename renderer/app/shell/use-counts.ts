import { useMemo } from 'react';
import { completeness } from '#renderer/lib/completeness.ts';
import { useLibrary } from '#renderer/lib/library.ts';
import { useProfile } from '#renderer/lib/selection.ts';

/** The numbers beside the pages: current tests of the suite; pictures and unrated tests of the profile. */
export function useCounts(): { tests: number; pictures: number; unrated: number } {
  const library = useLibrary();
  const profile = useProfile();
  return useMemo(() => {
    const { tests, unrated } = completeness(library, profile);
    return { tests, unrated: unrated.length, pictures: library.pictures[profile]?.length ?? 0 };
  }, [library, profile]);
}
