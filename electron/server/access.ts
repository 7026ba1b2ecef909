import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

export interface WebEnvironment {
  Bindings: HttpBindings;
}

/**
 * Lets only the user's own browser in. Refused, in this order: another name for this host than loopback's
 * (DNS rebinding), requests that another page makes, requests without the token. The token comes once, in
 * the address that the host prints; a cookie that no script can read carries it from then on.
 * @param report is told of every refusal, without the token.
 */
export function requireAccess(
  token: string,
  report: (line: string) => void,
): MiddlewareHandler<WebEnvironment> {
  return async (context, next) => {
    const refusal = findRefusal(context, token);
    if (refusal) {
      report(`Refused ${context.req.method} ${context.req.path}: ${refusal.reason}.`);
      return context.text(refusal.text, refusal.status);
    }
    if (context.req.path === '/' && context.req.query('token') !== undefined) {
      setCookie(context, cookieName(context), token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.redirect('/', 303);
    }
    await next();
  };
}

interface Refusal {
  status: 401 | 403;
  reason: string;
  text: string;
}

function findRefusal(context: Context<WebEnvironment>, token: string): Refusal | undefined {
  const host = context.req.header('Host');
  if (host === undefined || !ownHosts(context).includes(host)) {
    return forbidden('wrong host');
  }
  const origin = context.req.header('Origin');
  if (origin !== undefined && origin !== `http://${host}`) return forbidden('another origin');
  const isEntry = isNavigation(context) && context.req.path === '/';
  const site = context.req.header('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isEntry) {
    return forbidden('another site');
  }
  const given = (isEntry ? context.req.query('token') : undefined) ?? getCookie(context, cookieName(context));
  if (given !== undefined && isEqual(given, token)) return undefined;
  return {
    status: 401,
    reason: given === undefined ? 'no token' : 'wrong token',
    text: 'Open the address that the app printed at its start; it carries the access token.',
  };
}

function forbidden(reason: string): Refusal {
  return { status: 403, reason, text: 'This request did not come from the app’s own page.' };
}

/** A page opened by the user or by a link, and not inside another page. */
function isNavigation(context: Context<WebEnvironment>): boolean {
  const mode = context.req.header('Sec-Fetch-Mode');
  const destination = context.req.header('Sec-Fetch-Dest');
  const isDocument = (mode ?? 'navigate') === 'navigate' && (destination ?? 'document') === 'document';
  return context.req.method === 'GET' && isDocument;
}

function ownHosts(context: Context<WebEnvironment>): string[] {
  const port = localPort(context);
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Cookies are shared by all ports of a host, so each app has its own. */
function cookieName(context: Context<WebEnvironment>): string {
  return `profile-tester-${localPort(context)}`;
}

function localPort(context: Context<WebEnvironment>): number {
  return context.env.incoming.socket.localPort ?? 0;
}

/** Compares in a time that does not depend on where the two differ. */
function isEqual(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
