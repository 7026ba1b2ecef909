import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Connection, ConnectionSecret } from '#shared/model/connection.ts';
import type { Variables } from '#shared/model/predecessor-env.ts';
import { Failure } from '../failure.ts';
import { profileCredentials } from './profile-credentials.ts';

/** What signs requests: fixed keys, or a function that gets them when they are needed and renews them. */
export type CredentialSource = NonNullable<S3ClientConfig['credentials']>;

/**
 * The credentials of a connection. Nothing is asked over the network here: those of a profile are got with the
 * first request, so that a library opens from its cache without the network.
 * @throws `denied` when something has to be entered or set first.
 */
export function credentialSource(
  { credentials }: Pick<Connection, 'credentials'>,
  secret: ConnectionSecret | undefined,
  environment: Variables,
): CredentialSource {
  switch (credentials.kind) {
    case 'keys':
      return fromKeys(credentials.accessKeyId, secret);
    case 'profile':
      return profileCredentials(credentials.profile, environment);
    case 'environment':
      return fromEnvironment(environment);
  }
}

function fromKeys(accessKeyId: string, secret: ConnectionSecret | undefined): CredentialSource {
  if (accessKeyId === '') throw new Failure('denied', 'Enter the access key id of the bucket’s connection.');
  if (!secret) {
    const message = `Enter the secret access key that belongs to ${accessKeyId} again, in Settings under Storage.`;
    throw new Failure('denied', message);
  }
  return identity(accessKeyId, secret.secretAccessKey, secret.sessionToken);
}

function fromEnvironment(environment: Variables): CredentialSource {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = environment;
  const missing = Object.entries({ AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret })
    .filter(([, value]) => !value)
    .map(([name]) => name);
  if (!id || !secret) {
    const message = `The environment has no ${missing.join(' and no ')}. Set it and start the app again, or choose other credentials.`;
    throw new Failure('denied', message);
  }
  return identity(id, secret, token);
}

function identity(accessKeyId: string, secretAccessKey: string, sessionToken: string | undefined) {
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
