import { useEffect } from 'react';
import { followJobs } from '#renderer/lib/jobs.ts';
import { followLibrary } from '#renderer/lib/library.ts';
import { followSettings } from '#renderer/lib/settings.ts';

/** Keeps what the page knows up to date with what the core tells. */
export function CoreEvents() {
  useEffect(() => {
    const stops = [followLibrary(), followSettings(), followJobs()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return null;
}
