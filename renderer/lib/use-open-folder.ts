import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from './bridge.ts';
import { openLibrary } from './open-library.ts';
import { appInfoQuery } from './settings.ts';

/** Opens a folder by the system's dialog where there is one, else by the app's own chooser. */
export function useOpenFolder(): {
  openFolder(): void;
  /** For the app's chooser, which the caller shows. */
  chooser: { opened: boolean; close(): void };
} {
  const info = useQuery(appInfoQuery).data;
  const [opened, setOpened] = useState(false);
  return {
    openFolder: () => {
      if (info?.canPickFolder) void openLibrary(api.library.pick({}));
      else setOpened(true);
    },
    chooser: { opened, close: () => setOpened(false) },
  };
}
