/** System errors of a network that is not there or does not lead to the service. */
const networkCodes = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
];

/** The system's or TLS's name of what went wrong, also where it is wrapped in another error; else undefined. */
export function networkCode(error: unknown): string | undefined {
  for (let next: unknown = error, depth = 0; next instanceof Error && depth < 5; depth++) {
    const code = 'code' in next ? next.code : undefined;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
    const [first] = next instanceof AggregateError ? (next.errors as unknown[]) : [];
    next = first ?? next.cause;
  }
  return undefined;
}

/** Whether the other side was not reached, or lost on the way. */
export function isNetworkError(error: unknown): boolean {
  const code = networkCode(error);
  if (code !== undefined && networkCodes.includes(code)) return true;
  return error instanceof Error && error.name === 'TimeoutError';
}
