import { Failure } from './failure.ts';

/** Hosts that the app itself links to; nothing else is ever opened. */
const knownHosts = ['www.midjourney.com', 'docs.midjourney.com', 'github.com'];

/** The address when it is one that the app may open: `https:`, a known host, no user name. Else `denied`. */
export function checkLink(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' && knownHosts.includes(parsed.host) && parsed.username === '') {
    return parsed.href;
  }
  throw new Failure('denied', 'The app opens only addresses that it knows.');
}
