import { protocol, type Session } from 'electron';
import type { Core } from '#core/core.ts';
import type { Page } from '#core/host/page.ts';
import { describeError, type Log } from './log.ts';
import { hasPlace, pageHost, pageScheme, pictureHost, pictureScheme } from './origin.ts';

/** Has to run before the app is ready. Neither scheme goes round the content security policy. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    { scheme: pictureScheme, privileges: { standard: true, secure: true, stream: true } },
  ]);
}

/** Serves the page and its uploads from `app://ui/`, and pictures from `app-image://img/<id>`. */
export function serveSchemes(session: Session, core: Core, page: Page, log: Log): void {
  const handle = (scheme: string, host: string, answer: (request: Request) => Promise<Response>) =>
    session.protocol.handle(scheme, async (request) => {
      if (!hasPlace(request.url, scheme, host)) return new Response('Not found.', { status: 404 });
      try {
        return await answer(request);
      } catch (error) {
        log(`${scheme}: ${describeError(error)}`);
        return new Response('Something unexpected went wrong.', { status: 500 });
      }
    });

  handle(pageScheme, pageHost, async (request) => (await core.respond(request)) ?? page.respond(request));
  handle(pictureScheme, pictureHost, async (request) => {
    const response = await core.respond(withPicturePath(request));
    return response ?? new Response('Not found.', { status: 404 });
  });
}

/** The same request under the path that the core knows on both hosts: `/img/<id>`. */
function withPicturePath({ url, method, headers, signal }: Request): Request {
  const { pathname, search } = new URL(url);
  return new Request(`http://localhost/img${pathname}${search}`, { method, headers, signal });
}
