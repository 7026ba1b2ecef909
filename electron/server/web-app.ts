import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Core } from '#core/core.ts';
import { baseHeaders, type Page } from '#core/host/page.ts';
import { err } from '#shared/result.ts';
import { requireAccess, type WebEnvironment } from './access.ts';
import { streamEvents } from './events.ts';

export interface WebAppParts {
  core: Core;
  page: Page;
  /** What the user's browser has to know; see `requireAccess`. */
  token: string;
  /** Takes a line about what was refused or has failed. */
  report(line: string): void;
}

/** The largest call is a long list of changes; pictures go another way. */
const maxCallBytes = 32 * 1024 * 1024;

/** The core and the page over HTTP, for one user on the same machine. */
export function createWebApp({ core, page, token, report }: WebAppParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(baseHeaders)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
  });
  app.use(requireAccess(token, report));

  const limit = bodyLimit({
    maxSize: maxCallBytes,
    onError: (context) => context.json(err('invalid', 'This is too much for one step.'), 413),
  });
  app.post('/call/:name', limit, async (context) => {
    if (!isJson(context.req.header('Content-Type'))) {
      return context.json(err('invalid', 'Calls are sent as JSON.'), 415);
    }
    const input = await readJson(context.req.raw);
    if (input === undefined) return context.json(err('invalid', 'This call is no JSON.'), 400);
    context.header('Cache-Control', 'no-store');
    return context.json(await core.call(context.req.param('name'), input.value));
  });
  app.get('/events', (context) => streamEvents(context, core));
  app.all('*', async ({ req: { raw } }) => (await core.respond(raw)) ?? page.respond(raw));

  app.onError((error, context) => {
    report(`${context.req.method} ${context.req.path} failed: ${error.message}`);
    return context.text('Something unexpected went wrong.', 500);
  });
  return app;
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

async function readJson(request: Request): Promise<{ value: unknown } | undefined> {
  try {
    return { value: await request.json() };
  } catch {
    return undefined;
  }
}
