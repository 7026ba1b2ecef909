import { useMatch, useNavigate } from '@tanstack/react-router';
import { WelcomePage } from '#renderer/features/welcome/welcome-page.tsx';
import { useOpenFolder } from '#renderer/lib/use-open-folder.ts';
import { SettingsFrame } from './settings-frame.tsx';
import { useMenu } from './use-menu.ts';

/** What there is while no library is open: the first-run page, and the settings. */
export function WithoutLibrary() {
  const settings = useMatch({ from: '/settings', shouldThrow: false });
  const navigate = useNavigate();
  const { openFolder } = useOpenFolder();
  useMenu([
    { id: 'open-library', run: openFolder },
    { id: 'settings', run: () => void navigate({ to: '/settings' }) },
  ]);
  return settings ? <SettingsFrame /> : <WelcomePage />;
}
