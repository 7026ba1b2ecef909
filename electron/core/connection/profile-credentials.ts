import type { Variables } from '#shared/model/predecessor-env.ts';
import { Failure } from '../failure.ts';
import { isNetworkError } from './network-errors.ts';

/** Credentials as the S3 client takes them. */
export interface ResolvedCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** When they have to be got anew. */
  expiration?: Date;
}

/**
 * How long a profile may take, in milliseconds. One that points at the metadata service of a cloud machine
 * would otherwise wait for an answer that never comes.
 */
const patience = 8_000;

/**
 * Credentials of a named profile of the AWS configuration files; SSO, roles and credential processes included.
 * @returns a function that rejects with `denied` when the profile gives none, `offline` when it needs the network.
 */
export function profileCredentials(
  profile: string,
  environment: Variables,
): () => Promise<ResolvedCredentials> {
  const { AWS_SHARED_CREDENTIALS_FILE: filepath, AWS_CONFIG_FILE: configFilepath } = environment;
  const files = { ...(filepath ? { filepath } : {}), ...(configFilepath ? { configFilepath } : {}) };
  return async () => {
    // Only here, because it takes its time to load and most libraries lie in folders.
    const { fromIni } = await import('@aws-sdk/credential-providers');
    // Read anew each time: the user may have signed in again meanwhile.
    const resolve = fromIni({ profile, ...files, ignoreCache: true });
    try {
      return await withinPatience(resolve());
    } catch (error) {
      throw profileFailure(profile, error);
    }
  };
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function profileFailure(profile: string, error: unknown): Failure {
  const text = error instanceof Error ? error.message : String(error);
  if (isNetworkError(error)) {
    const message = `The sign-in service of the profile “${profile}” cannot be reached. Check the network and try again.`;
    return new Failure('offline', message, { detail: text });
  }
  if (/\bsso\b|expired|sign ?in|login/i.test(text)) {
    const message = `The sign-in of the profile “${profile}” has expired. Sign in again, with “aws sso login --profile ${profile}” or as you did before, then try again.`;
    return new Failure('denied', message, { detail: text });
  }
  const message = `The profile “${profile}” of the AWS configuration files gives no credentials. Check its name, and that its entries in the files “config” and “credentials” are complete.`;
  return new Failure('denied', message, { detail: text });
}
