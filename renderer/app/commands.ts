import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { api } from '#renderer/lib/bridge.ts';
import { profilesOf, useLibrary } from '#renderer/lib/library.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { openLibrary } from '#renderer/lib/open-library.ts';
import { selectProfile, useProfile } from '#renderer/lib/selection.ts';
import { appInfoQuery, changeSettings, useSettings } from '#renderer/lib/settings.ts';
import { syncNow, useTeamStatus } from '#renderer/lib/team.ts';
import { undoNewest } from '#renderer/lib/undo.ts';
import { baselineProfile } from '#shared/model/analysis.ts';
import { showFinder } from './finder/finder-store.ts';
import { conflictsPage, pages } from './pages.ts';
import { showKeySheet, showSwitcher, toggleNavigation } from './shell/shell-store.ts';
import { keepOffline } from './team/keep-offline.tsx';

/** Something that can be done from everywhere: by key, in the finder, or from the native menu. */
export interface Command {
  /** Also the command's name in the native menu. */
  id: string;
  label: string;
  keys?: string;
  run(): void;
  /** Leaves it out of the finder. */
  hidden?: boolean;
}

/** What there is to do with a library in a bucket. */
const teamCommands: readonly Command[] = [
  { id: 'sync-now', label: 'Sync with the bucket now', run: () => void syncNow() },
  { id: 'keep-offline', label: 'Keep everything offline', run: () => void keepOffline() },
];

/** The app's commands, for the library and profile that are shown. */
export function useCommands(): Command[] {
  const navigate = useNavigate();
  const profiles = profilesOf(useLibrary());
  const profile = useProfile();
  const { appearance } = useSettings();
  const canPick = useQuery(appInfoQuery).data?.canPickFolder ?? false;
  const team = useTeamStatus();
  const isTeam = team !== undefined;
  const hasConflicts = (team?.conflicts ?? 0) > 0;
  return useMemo(() => {
    const shownPages = hasConflicts ? [...pages, conflictsPage] : pages;
    const goTo = shownPages.map((page) => ({
      id: page.path.slice(1),
      label: `Go to ${page.label}`,
      keys: page.keys,
      run: () => void navigate({ to: page.path }),
    }));
    const toSettings = (section: string) => void navigate({ to: '/settings', search: { section } });
    const isCompact = appearance.density === 'compact';
    return [
      ...goTo,
      { id: 'find', label: 'Find anything', keys: 'mod+k', run: showFinder, hidden: true },
      { id: 'undo', label: 'Undo the last change', keys: 'mod+z', run: () => void undoNewest() },
      { id: 'switch-profile', label: 'Choose a profile', keys: 'mod+p', run: () => showSwitcher(true) },
      { id: 'new-profile', label: 'New profile', run: () => showSwitcher(true) },
      { id: 'next-profile', label: 'Next profile', keys: ']', run: () => step(profiles, profile, 1) },
      {
        id: 'previous-profile',
        label: 'Previous profile',
        keys: '[',
        run: () => step(profiles, profile, -1),
      },
      { id: 'shortcuts', label: 'Show the keys', keys: '?', run: () => showKeySheet(true) },
      { id: 'toggle-navigation', label: 'Show or hide page names', keys: 'mod+b', run: toggleNavigation },
      {
        id: 'open-library',
        label: 'Open another library',
        keys: 'mod+o',
        run: () => (canPick ? void openLibrary(api.library.pick({})) : toSettings('library')),
      },
      {
        id: 'open-demo',
        label: 'Open the demo library',
        run: () => void openLibrary(api.library.openDemo({})),
      },
      { id: 'close-library', label: 'Close this library', run: () => void api.library.close({}) },
      { id: 'reload-library', label: 'Read the library again', run: () => void refresh() },
      ...(isTeam ? teamCommands : []),
      { id: 'prepare-pictures', label: 'Prepare all thumbnails', run: () => void preparePictures() },
      { id: 'about', label: 'About this app', run: () => toSettings('about') },
      ...(['system', 'light', 'dark'] as const)
        .filter((scheme) => scheme !== appearance.scheme)
        .map((scheme) => ({
          id: `scheme-${scheme}`,
          label: `Appearance: ${scheme === 'system' ? 'as the system' : scheme}`,
          run: () => void changeSettings({ appearance: { ...appearance, scheme } }),
        })),
      {
        id: 'toggle-density',
        label: isCompact ? 'Density: comfortable' : 'Density: compact',
        run: () =>
          void changeSettings({
            appearance: { ...appearance, density: isCompact ? 'comfortable' : 'compact' },
          }),
      },
    ];
  }, [navigate, profiles, profile, appearance, canPick, isTeam, hasConflicts]);
}

function step(profiles: readonly string[], current: string, by: number): void {
  const all = profiles.includes(baselineProfile) ? profiles : [...profiles, baselineProfile];
  const next = all[(all.indexOf(current) + by + all.length) % all.length];
  if (next !== undefined) selectProfile(next);
}

async function refresh(): Promise<void> {
  if (await openLibrary(api.library.refresh({}))) notifyDone('The library was read again.');
}

async function preparePictures(): Promise<void> {
  const result = await api.pictures.prepare({});
  if (!result.ok) notifyError(result.error, 'The thumbnails were not prepared');
}
