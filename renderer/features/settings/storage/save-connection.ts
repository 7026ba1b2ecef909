import { api } from '#renderer/lib/bridge.ts';
import { confirm } from '#renderer/lib/confirm.tsx';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { showConnection } from '#renderer/lib/saved-connection.ts';
import { bucketName, type Connection, type ConnectionSecret } from '#shared/model/connection.ts';

/**
 * Saves a connection, or says why not. What its server makes of simultaneous edits is what a test found.
 * @param secret the saved one when left out.
 * @param keep whether the secret may lie in a file where the system has no store.
 * @returns whether it is saved.
 */
export async function saveConnection(
  connection: Connection,
  secret: ConnectionSecret | undefined,
  keep: boolean,
): Promise<boolean> {
  const result = await api.connection.save({ connection, keep, ...(secret ? { secret } : {}) });
  if (result.ok) showConnection(result.value);
  else notifyError(result.error, 'The connection was not saved');
  return result.ok;
}

/** Forgets the connection and its secret when the user agrees. */
export async function forgetConnection(connection: Connection): Promise<void> {
  const isWanted = await confirm({
    title: `Forget the connection to ${bucketName(connection)}?`,
    body: 'The connection and its secret are taken out of this app. Nothing in the bucket changes, and what is not sent yet stays on this device until the bucket is connected again.',
    confirmLabel: 'Forget this connection',
    danger: true,
  });
  if (!isWanted) return;
  const result = await api.connection.forget({});
  if (!result.ok) {
    notifyError(result.error, 'The connection was not forgotten');
    return;
  }
  showConnection(result.value);
  notifyDone('The connection is forgotten. The bucket is as it was.');
}
