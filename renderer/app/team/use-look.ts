import { useEffect } from 'react';
import { api } from '#renderer/lib/bridge.ts';
import { useProfile } from '#renderer/lib/selection.ts';
import { useIsTeam } from '#renderer/lib/team.ts';

/** Tells the core whether the window has focus and which profile it shows, while a bucket's library is open. */
export function useLook(): void {
  const isTeam = useIsTeam();
  const profile = useProfile();
  useEffect(() => {
    if (!isTeam) return;
    // It is only a hint for when to look: where it does not get through, the next one does.
    const tell = () => void api.team.look({ isFocused: isInFront(), profile });
    tell();
    window.addEventListener('focus', tell);
    window.addEventListener('blur', tell);
    document.addEventListener('visibilitychange', tell);
    return () => {
      window.removeEventListener('focus', tell);
      window.removeEventListener('blur', tell);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [isTeam, profile]);
}

function isInFront(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}
