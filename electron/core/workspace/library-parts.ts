import type { EventListener } from '../events.ts';
import type { Jobs } from '../jobs.ts';
import type { SessionOptions } from '../library/library-session.ts';
import type { Platform } from '../platform.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** What opening a library needs of the app around it. */
export interface LibraryParts {
  settings: SettingsStore;
  platform: Platform;
  emit: EventListener;
  jobs: Jobs;
}

/** What every library tells the pages, and whose edits are made in it. */
export function tellersOf({ settings, emit }: LibraryParts) {
  return {
    device: settings.device(),
    author: () => settings.read().name,
    onPatch: (patch) => emit('library.changed', patch),
    onEntry: (entry) => emit('history.added', entry),
  } satisfies Partial<SessionOptions>;
}
