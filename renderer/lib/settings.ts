import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Settings, type SettingsEdit, settingsSchema } from '#shared/model/settings.ts';
import { api, bridge, unwrap } from './bridge.ts';
import { notifyError } from './notify.ts';
import { queryClient } from './query-client.ts';

/** The settings of this installation. */
export const settingsQuery = queryOptions({
  queryKey: ['settings.read'],
  queryFn: () => unwrap(api.settings.read({})),
});

/** What the app is and where it runs. */
export const appInfoQuery = queryOptions({
  queryKey: ['app.info'],
  queryFn: () => unwrap(api.app.info({})),
});

const defaults: Settings = settingsSchema.parse({});

/** The settings; their defaults until they have been read. */
export function useSettings(): Settings {
  return useQuery(settingsQuery).data ?? defaults;
}

/** Shows an edit at once and takes it back, with the reason, when it cannot be kept. */
export async function changeSettings(edit: SettingsEdit): Promise<void> {
  const before = queryClient.getQueryData(settingsQuery.queryKey);
  if (before) queryClient.setQueryData(settingsQuery.queryKey, merge(before, edit));
  const result = await api.settings.change(edit);
  if (result.ok) {
    queryClient.setQueryData(settingsQuery.queryKey, result.value);
    return;
  }
  queryClient.setQueryData(settingsQuery.queryKey, before);
  notifyError(result.error, 'The settings were not changed');
}

/** Keeps the settings up to date with the core's events; returns the function that stops. */
export function followSettings(): () => void {
  return bridge.on('settings.changed', (settings) => {
    queryClient.setQueryData(settingsQuery.queryKey, settings);
  });
}

function merge(settings: Settings, edit: SettingsEdit): Settings {
  return {
    ...settings,
    name: edit.name ?? settings.name,
    appearance: edit.appearance ?? settings.appearance,
    pictures: edit.pictures ?? settings.pictures,
  };
}
