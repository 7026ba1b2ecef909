import type { AppError } from '#shared/result.ts';
import { Failure, toAppError } from '../failure.ts';

/**
 * Knows the secrets in use and takes them out of texts that are shown, logged or reported: the last line of
 * defence, for services that send back in an error what they were sent.
 */
export interface Redactor {
  /** Notes a secret; what is missing, or too short to be told from ordinary text, is passed over. */
  add(secret: string | undefined): void;
  text(text: string): string;
  error(error: AppError): AppError;
  /** Anything thrown as a failure without secrets; its cause, which may hold some, is reduced to its text. */
  failure(error: unknown): Failure;
}

const placeholder = '[secret]';

/** Shorter ones would turn up in ordinary words. */
const shortest = 4;

export function createRedactor(): Redactor {
  const secrets = new Set<string>();

  const text = (given: string) => redact(given, secrets);
  function error({ code, message, detail }: AppError): AppError {
    const clean = { code, message: text(message) };
    return detail === undefined ? clean : { ...clean, detail: text(detail) };
  }

  return {
    add(secret) {
      if (secret !== undefined && secret.length >= shortest) secrets.add(secret);
    },
    text,
    error,
    failure(thrown) {
      const { code, message, detail } = error(toAppError(thrown));
      return new Failure(code, message, detail === undefined ? {} : { detail });
    },
  };
}

/** The text without these secrets, also where they are written as in addresses, XML or JSON. */
export function redact(text: string, secrets: Iterable<string>): string {
  const spellings = [...secrets].flatMap(spellingsOf);
  // The longest first: one secret may be the beginning of another.
  const ordered = [...new Set(spellings)].sort((one, other) => other.length - one.length);
  return ordered.reduce((rest, spelling) => rest.replaceAll(spelling, placeholder), text);
}

function spellingsOf(secret: string): string[] {
  const inXml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    secret,
    encodeURIComponent(Buffer.from(secret).toString()),
    inXml,
    JSON.stringify(secret).slice(1, -1),
  ];
}
