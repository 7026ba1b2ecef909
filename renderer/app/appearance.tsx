import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { settingsQuery } from '#renderer/lib/settings.ts';

/** Gives the page the scheme and density of the settings. */
export function Appearance() {
  const appearance = useQuery(settingsQuery).data?.appearance;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (!appearance) return;
    setColorScheme(appearance.scheme === 'system' ? 'auto' : appearance.scheme);
    document.documentElement.dataset.density = appearance.density;
  }, [appearance, setColorScheme]);
  return null;
}
