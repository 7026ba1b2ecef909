import type { Upload } from '#shared/contract.ts';
import { sheetPath } from '#shared/model/picture-sheet.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { Failure, toAppError } from './failure.ts';
import { maxFileBytes } from './images/picture-limits.ts';
import { respondWithPicture } from './images/picture-response.ts';
import { respondWithSheet } from './images/sheet-response.ts';
import type { Uploads } from './library/uploads.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface RequestParts {
  /** Who may show pictures; see `respondWithPicture`. */
  resourcePolicy: 'same-origin' | 'cross-origin';
  workspace: Workspace;
  uploads: Uploads;
  settings: SettingsStore;
}

/** What both hosts serve beside the page itself: pictures out, pictures in. Undefined: not ours. */
export async function respondToRequest(request: Request, parts: RequestParts): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/img/')) {
    if (!parts.workspace.current()) return new Response('No library is open.', { status: 404 });
    if (pathname === sheetPath) return respondWithSheet(request, parts.workspace.pictures());
    return respondWithPicture(request, parts.workspace.pictures(), { resourcePolicy: parts.resourcePolicy });
  }
  if (pathname === '/upload') return Response.json(await receive(request, parts));
  return undefined;
}

async function receive(
  request: Request,
  { workspace, uploads, settings }: RequestParts,
): Promise<Result<Upload>> {
  if (request.method !== 'PUT') return err('invalid', 'Pictures are sent with PUT.');
  const name = new URL(request.url).searchParams.get('name')?.slice(0, 300) || 'picture';
  try {
    const bytes = await readBody(request, name);
    const taken = await workspace
      .pictures()
      .takeIn(bytes, name, { keepOriginal: settings.read().pictures.keepOriginal });
    return ok(await uploads.add(taken));
  } catch (error) {
    return { ok: false, error: toAppError(error) };
  }
}

/** The body's bytes, read no further than the limit. */
async function readBody(request: Request, name: string): Promise<Uint8Array> {
  const tooLarge = () => new Failure('invalid', `${name} is too large for a picture.`);
  if (Number(request.headers.get('content-length')) > maxFileBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > maxFileBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
