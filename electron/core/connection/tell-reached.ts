import type { Connection } from '#shared/model/connection.ts';
import type { Findings } from './findings.ts';
import type { Reached } from './reach.ts';

/**
 * Services refuse requests that are signed too early or too late: AWS when it is more than 15 minutes. Where it is
 * a third of that, the clock is not set by the network and goes on drifting.
 */
const allowedClockDifference = 5 * 60_000;

/** Writes the lines about the way to the service and about the clock. @returns whether it is a service at all. */
export function tellReached(reached: Reached, connection: Connection, findings: Findings): boolean {
  if (reached.kind === 'sign-in') {
    findings.fail(
      'reachable',
      'A web page answers in the service’s place: the network may want a sign-in, or the endpoint is not that of an S3 service. Open any web page to sign in, or check the endpoint, then test again.',
    );
    return false;
  }
  tellWay(connection, findings);
  tellClock(reached.clockDifference, findings);
  return true;
}

function tellWay({ endpoint }: Connection, findings: Findings): void {
  if (endpoint.startsWith('http:') && !isThisDevice(new URL(endpoint).hostname)) {
    const message =
      'The service answers, but without encryption: everybody on the way can read along. Use an https address where there is one.';
    findings.advise('reachable', message);
  } else {
    findings.ok('reachable', 'The service answers.');
  }
}

function isThisDevice(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host);
}

function tellClock(difference: number | null, findings: Findings): void {
  if (difference === null) {
    findings.ok('clock', 'The service does not tell its time.');
  } else if (Math.abs(difference) <= allowedClockDifference) {
    findings.ok('clock', 'This device’s clock agrees with the service’s.');
  } else {
    const minutes = Math.round(Math.abs(difference) / 60_000);
    const direction = difference > 0 ? 'behind' : 'ahead';
    const message = `This device’s clock is ${minutes} minutes ${direction} of the service’s. Let the system set its date and time, then test again.`;
    findings.fail('clock', message);
  }
}
