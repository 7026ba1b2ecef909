import { useEffect, useState } from 'react';

const minute = 60_000;
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });
const weekday = new Intl.DateTimeFormat('en', { weekday: 'short' });
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });

/** @param elapsed in milliseconds. */
export function agoInWords(elapsed: number): string {
  const minutes = Math.floor(elapsed / minute);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ago` : 'more than a day ago';
}

/**
 * A moment as short as can be, in local time: `14:05` today, `Mon 14:05` in the last six days, else
 * `3 Nov 14:05`; empty for what is no moment.
 * @param at ISO 8601.
 * @param now ms since 1970.
 */
export function momentInWords(at: string, now: number): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return '';
  const date = new Date(time);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return clock.format(date);
  const daysAgo = (now - time) / (24 * 60 * minute);
  const isRecent = daysAgo > 0 && daysAgo < 6;
  return `${isRecent ? weekday.format(date) : day.format(date)} ${clock.format(date)}`;
}

/** The time in ms since 1970, anew every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute / 2);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** `Nov 28, 2026, 9:19:05 PM`: exact, so that two within a minute can be told apart. @param at local time. */
export function exactTime(at: string): string {
  return exactFormat.format(new Date(at));
}

const exactFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
