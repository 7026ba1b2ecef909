import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** The page itself (its document, scripts, styles, fonts), as a host serves it. */
export interface Page {
  /**
   * Answers a request for one of the page's files by its path; `/` is the document. 404 for everything
   * else, 405 for other methods than GET and HEAD.
   */
  respond(request: Request): Promise<Response>;
}

export interface PageOptions {
  /** Where pictures come from beside the page's own origin, such as `app-image:`. */
  pictures?: string;
  /** Address of the development server that the files come from instead of `folder`. */
  developmentUrl?: string | undefined;
}

/** What `renderer/index.html` has in the place of the nonce. */
const noncePlaceholder = /__CSP_NONCE__/g;

/** Names of letters, digits, `_`, `-` and inner dots: no way out of a folder, and no hidden file. */
const filePath = /^(?:\/[\w-]+(?:\.[\w-]+)*)+$/;

/** Serves the built page from `folder`, or from the development server. */
export function createPage(folder: string, options: PageOptions = {}): Page {
  const { developmentUrl } = options;
  const load = developmentUrl === undefined ? fromFolder(folder) : fromDevelopmentServer(developmentUrl);
  return {
    async respond(request) {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return new Response('The page can only be read.', { status: 405, headers: { Allow: 'GET, HEAD' } });
      }
      const file = await load(new URL(request.url));
      if (!file)
        return new Response('There is nothing at this address.', { status: 404, headers: baseHeaders });
      const isDocument = file.type.startsWith('text/html');
      const { body, headers } = isDocument
        ? prepareDocument(file.body, options)
        : { body: file.body, headers: {} };
      return new Response(request.method === 'HEAD' ? null : body, {
        headers: { ...baseHeaders, 'Content-Type': file.type, 'Cache-Control': file.caching, ...headers },
      });
    },
  };
}

/** Headers that every answer of a host carries. */
export const baseHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

interface PageFile {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  caching: string;
}

function fromFolder(folder: string) {
  return async ({ pathname }: URL): Promise<PageFile | undefined> => {
    const path = pathname === '/' ? '/index.html' : pathname;
    if (!filePath.test(path)) return undefined;
    try {
      const body = new Uint8Array(await readFile(join(folder, path)));
      // Names in `assets` hold a hash of the content; the others stay the same from build to build.
      const caching = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
      return { body, type: getMimeType(extname(path)) ?? 'application/octet-stream', caching };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  };
}

function fromDevelopmentServer(base: string) {
  return async ({ pathname, search }: URL): Promise<PageFile | undefined> => {
    const response = await fetch(new URL(`${pathname}${search}`, base));
    if (!response.ok) return undefined;
    const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
    return { body: new Uint8Array(await response.arrayBuffer()), type, caching: 'no-store' };
  };
}

function prepareDocument(body: Uint8Array, { pictures, developmentUrl }: PageOptions) {
  const nonce = randomBytes(18).toString('base64url');
  const policy = contentSecurityPolicy({
    nonce,
    ...(pictures === undefined ? {} : { pictures }),
    ...(developmentUrl === undefined ? {} : { developmentSocket: developmentUrl.replace(/^http/, 'ws') }),
  });
  return {
    body: new TextDecoder().decode(body).replace(noncePlaceholder, nonce),
    headers: {
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'X-Frame-Options': 'DENY',
      'Cache-Control': 'no-store',
    },
  };
}
