export interface PolicySources {
  /** Allows the page's own style elements; new for every response. */
  nonce: string;
  /** Where pictures may come from beside the page's own origin, such as `app-image:`. */
  pictures?: string;
  /** The development server's socket (`ws://…`); set only while developing, when scripts carry the nonce too. */
  developmentSocket?: string;
}

/**
 * The page's content security policy: nothing is allowed but the app's own files, pictures and calls.
 * No `unsafe-*`, no other host. Two more for images only, where no script runs: `data:`, for pictures come many
 * at a time, and the page takes each out of the answer (see `picture-sheet.ts`); `blob:`, for files that the user
 * has chosen are shown before they are sent.
 */
export function contentSecurityPolicy({ nonce, pictures, developmentSocket }: PolicySources): string {
  const directives = {
    'default-src': "'none'",
    'script-src': developmentSocket === undefined ? "'self'" : `'self' 'nonce-${nonce}'`,
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': join("'self'", 'data:', 'blob:', pictures),
    'font-src': "'self'",
    'connect-src': join("'self'", developmentSocket),
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

function join(...sources: (string | undefined)[]): string {
  return sources.filter((source) => source !== undefined).join(' ');
}
