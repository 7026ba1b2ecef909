import type { Connection, Protection } from '#shared/model/connection.ts';
import { explainDenial } from './explain-refusal.ts';
import type { Findings } from './findings.ts';
import { answerOf, type ProbeBucket } from './probe-bucket.ts';
import { raceEdits } from './race-edits.ts';
import { tellProtection } from './tell-protection.ts';

/** Everything that a test writes lies below this, in the library's place; each test has a folder of its own. */
export const probeFolder = 'profile_tester/probe/';

export interface ObjectTrial {
  bucket: ProbeBucket;
  connection: Connection;
  findings: Findings;
  /** A key that is there already, to try reading where writing is not allowed. */
  knownKey: string | undefined;
  signal: AbortSignal;
}

/** Tries writing, reading, deleting and simultaneous edits with small objects of its own, and takes them away. */
export async function tryObjects(trial: ObjectTrial): Promise<Protection> {
  const folder = `${probeFolder}${crypto.randomUUID()}/`;
  const keys = new Set<string>();
  const newKey = () => {
    const key = `${folder}${keys.size}`;
    keys.add(key);
    return key;
  };
  try {
    return await tryInTurn(trial, newKey, keys);
  } finally {
    await takeAway(trial, folder, keys);
  }
}

async function tryInTurn(trial: ObjectTrial, newKey: () => string, keys: Set<string>): Promise<Protection> {
  const { findings, signal } = trial;
  const key = newKey();
  const text = Buffer.from('This object is from a test of the connection and can be deleted.');
  signal.throwIfAborted();
  const written = await tryWriting(trial, key, text);
  if (written !== 'written') {
    // What was not answered may be stored all the same.
    if (written === 'refused') keys.delete(key);
    await tryReadingKnown(trial);
    findings.skip('delete', 'Not tried: nothing could be written that may be deleted.');
    findings.skip('edits', 'Not tried: nothing can be written. The library can be opened for reading.');
    return 'untested';
  }
  const isRead = await tryReading(trial, key, text);
  if (!(await tryDeleting(trial, key))) {
    findings.skip('edits', 'Not tried: what is written for it could not be taken away again.');
    return 'untested';
  }
  keys.delete(key);
  if (!isRead) {
    findings.skip('edits', 'Not tried: without reading, nobody can tell who won.');
    return 'untested';
  }
  return tryEdits(trial, newKey);
}

async function tryEdits(trial: ObjectTrial, newKey: () => string): Promise<Protection> {
  const { bucket, findings, connection, signal } = trial;
  try {
    const protection = await raceEdits({ bucket, newKey, signal });
    tellProtection(protection, findings);
    return protection;
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = explainDenial(error, 's3:PutObject', connection);
    findings.fail('edits', `The trial of simultaneous edits broke off, so nothing is known yet. ${reason}`);
    return 'untested';
  }
}

async function tryWriting(
  { bucket, connection, findings }: ObjectTrial,
  key: string,
  bytes: Uint8Array,
): Promise<'written' | 'refused' | 'unsure'> {
  try {
    await bucket.write(key, bytes);
    findings.ok('write', 'A small object was written.');
    return 'written';
  } catch (error) {
    findings.fail('write', explainDenial(error, 's3:PutObject', connection));
    const { status = 500 } = answerOf(error);
    return status < 500 ? 'refused' : 'unsure';
  }
}

async function tryReading({ bucket, connection, findings }: ObjectTrial, key: string, bytes: Buffer) {
  try {
    const isSame = (await bucket.read(key)).equals(bytes);
    const wrong = 'What was read is not what was written. This server is not safe for a library.';
    if (isSame) findings.ok('read', 'It was read again, byte for byte.');
    else findings.fail('read', wrong);
    return isSame;
  } catch (error) {
    findings.fail('read', explainDenial(error, 's3:GetObject', connection));
    return false;
  }
}

/** Without anything written, an object of the library shows whether reading is allowed. */
async function tryReadingKnown({ bucket, connection, findings, knownKey }: ObjectTrial): Promise<void> {
  if (knownKey === undefined) {
    findings.skip('read', 'Not tried: there is nothing to read yet.');
    return;
  }
  try {
    await bucket.peek(knownKey);
    findings.ok('read', 'An object of the library was read.');
  } catch (error) {
    // An empty object has no first byte; asking for it was allowed.
    if (answerOf(error).status === 416) findings.ok('read', 'An object of the library was read.');
    else findings.fail('read', explainDenial(error, 's3:GetObject', connection));
  }
}

async function tryDeleting({ bucket, connection, findings }: ObjectTrial, key: string): Promise<boolean> {
  try {
    await bucket.remove(key);
  } catch (error) {
    const reason = explainDenial(error, 's3:DeleteObject', connection);
    findings.fail('delete', `${reason} ${leftBehind(connection, [key])}`);
    return false;
  }
  if (await isThere(bucket, key)) {
    findings.fail(
      'delete',
      `The service said that it deleted an object, but it is still there. ${leftBehind(connection, [key])}`,
    );
    return false;
  }
  findings.ok('delete', 'The object was deleted.');
  return true;
}

async function isThere(bucket: ProbeBucket, key: string): Promise<boolean> {
  try {
    await bucket.read(key);
    return true;
  } catch {
    return false;
  }
}

/** Takes away what the test wrote, also what an unanswered write has left, and says what could not be taken away. */
async function takeAway(trial: ObjectTrial, folder: string, keys: Set<string>): Promise<void> {
  const { bucket, connection, findings } = trial;
  // Once more what did not go the first time: an answer may only have got lost.
  const left = await removeAll(bucket, await removeAll(bucket, keys));
  const listed = await listLeft(bucket, folder);
  const stillLeft = new Set([...left, ...(await removeAll(bucket, listed))]);
  if (stillLeft.size === 0 || findings.state('delete') === 'failed') return;
  findings.fail('delete', `Not everything could be deleted. ${leftBehind(connection, [...stillLeft])}`);
}

async function removeAll(bucket: ProbeBucket, keys: Iterable<string>): Promise<string[]> {
  const left: string[] = [];
  await Promise.all(
    [...keys].map(async (key) => {
      try {
        await bucket.remove(key);
      } catch (error) {
        if (answerOf(error).status !== 404) left.push(key);
      }
    }),
  );
  return left;
}

async function listLeft(bucket: ProbeBucket, folder: string): Promise<string[]> {
  try {
    return await bucket.list(folder);
  } catch {
    // Without the right to list, what was noted is all that is known.
    return [];
  }
}

function leftBehind({ prefix }: Connection, keys: string[]): string {
  const names = keys.map((key) => `“${prefix === '' ? key : `${prefix}/${key}`}”`);
  return `Left in the bucket, small and harmless: ${names.join(', ')}.`;
}
