import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Who made a working file: read from its name, so that also an empty or torn file tells. */
export interface ProcessMark {
  pid: number;
  /** Six hex digits for the machine: on a shared drive the same pid may live elsewhere. */
  host: string;
  /** Eight hex digits for this run: the same pid may have belonged to another run (always so in containers). */
  run: string;
}

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);
const run = randomBytes(4).toString('hex');
const pattern = /(?:^|\.)(\d{1,10})\.([0-9a-f]{6})([0-9a-f]{8})[0-9a-f]{6}$/;
let count = 0;

/** A new mark, `<pid>.<20 hex digits>`, that no other process and no other call makes. */
export function newMark(): string {
  count = (count + 1) % 0x1000000;
  return `${process.pid}.${host}${run}${count.toString(16).padStart(6, '0')}`;
}

/** The mark at the end of a name, or undefined. */
export function readMark(name: string): ProcessMark | undefined {
  const [, pid, markHost, markRun] = pattern.exec(name) ?? [];
  if (pid === undefined || markHost === undefined || markRun === undefined) return undefined;
  return { pid: Number(pid), host: markHost, run: markRun };
}

/** The mark within a temp file's name (`name.<mark>.tmp`), or undefined for other names. */
export function readTempMark(name: string): ProcessMark | undefined {
  return name.endsWith('.tmp') ? readMark(name.slice(0, -'.tmp'.length)) : undefined;
}

/**
 * Whether the process behind a mark is certainly gone: it ran on this machine and its pid is free, or is
 * ours from another run. A reused pid or another machine's mark counts as alive.
 */
export function isGone(mark: ProcessMark): boolean {
  if (mark.host !== host) return false;
  return mark.pid === process.pid ? mark.run !== run : !isAlive(mark.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, but a living one.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
