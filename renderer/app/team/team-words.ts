import { counted } from '#renderer/lib/numbers.ts';
import { agoInWords, momentInWords } from '#renderer/lib/times.ts';
import type { TeamStatus } from '#shared/model/team.ts';

/** How a library and its bucket stand, as short as the status bar needs it. `now` in ms since 1970. */
export function teamStateInWords(status: TeamStatus, now: number): string {
  switch (status.state) {
    case 'up-to-date':
      return 'Up to date';
    case 'waiting':
      return waitingInWords(status.waiting);
    case 'offline': {
      const since = status.offlineSince === null ? '' : ` since ${momentInWords(status.offlineSince, now)}`;
      return `Offline${since}${alsoWaiting(status)}`;
    }
    case 'read-only':
      return `Read only${alsoWaiting(status)}`;
    case 'needs-attention':
      return status.conflicts > 0
        ? `${counted(status.conflicts, 'conflict')} to decide`
        : `Needs attention${alsoWaiting(status)}`;
  }
}

/** What that means and what to do about it, in a sentence or two. */
export function explainTeamState(status: TeamStatus, now: number): string {
  switch (status.state) {
    case 'up-to-date':
      return `Everything you did is in the bucket.${lookedInWords(status, now)}`;
    case 'waiting':
      return 'Your changes are safe on this device and are being sent, in order.';
    case 'offline':
      return 'The bucket cannot be reached at the moment. Go on working: everything you do is kept on this device and sent, in order, as soon as the bucket answers again.';
    case 'read-only':
      return status.problem ?? 'This library can be read, but not edited.';
    case 'needs-attention':
      return (
        status.problem ??
        'An edit of yours met an edit of somebody else. Nothing was overwritten; decide which one is to stand.'
      );
  }
}

function waitingInWords(count: number): string {
  return `${counted(count, 'change')} waiting`;
}

function alsoWaiting({ waiting }: TeamStatus): string {
  return waiting === 0 ? '' : `, ${waitingInWords(waiting)}`;
}

function lookedInWords({ checkedAt }: TeamStatus, now: number): string {
  const time = checkedAt === null ? Number.NaN : Date.parse(checkedAt);
  return Number.isNaN(time) ? '' : ` Looked for others’ edits ${agoInWords(now - time)}.`;
}
