import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { saveState } from '#renderer/lib/save-state.ts';

const minute = 60_000;

/** When another program or window changed the library last. */
export function ChangedElsewhere() {
  const at = useStore(saveState, (state) => state.changedElsewhere);
  const now = useMinutes();
  if (at === null) return null;
  return <span>Last change elsewhere {agoInWords(now - at)}</span>;
}

/** @param elapsed in milliseconds. */
export function agoInWords(elapsed: number): string {
  const minutes = Math.floor(elapsed / minute);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ago` : 'more than a day ago';
}

/** The time, anew every half minute. */
function useMinutes(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}
