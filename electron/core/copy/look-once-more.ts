import type { AppError } from '#shared/result.ts';
import type { ListedObject } from '../storage/backend.ts';
import { foldKey } from '../storage/keys.ts';
import type { Arrived, ArrivedObject } from './copy-object.ts';
import { type CopySide, markOf, readSteady } from './copy-side.ts';
import { listLibrary, prefixesOf } from './library-scope.ts';

/** An object that was copied, and is not at the target as it was checked. */
export interface LostObject {
  key: string;
  error: AppError;
}

/** One listing shows whether everything is still there as it was checked; returns what is not. */
export async function lookOnceMore(to: CopySide, arrived: Arrived): Promise<LostObject[]> {
  if (arrived.size === 0) return [];
  const listed = await listLibrary(to.backend, { signal: to.signal }, prefixesOf([...arrived.keys()]));
  // A folder may spell a name otherwise.
  const folded = new Map(listed.map((object) => [foldKey(object.key), object]));
  const exact = new Map(listed.map((object) => [object.key, object]));
  const lost: LostObject[] = [];
  for (const [key, expected] of arrived) {
    const object = exact.get(key) ?? folded.get(foldKey(key));
    if (!(await isAsExpected(to, object, expected))) lost.push({ key, error: lostError(key, object) });
  }
  return lost;
}

async function isAsExpected(
  to: CopySide,
  object: ListedObject | undefined,
  { size, mark, digest }: ArrivedObject,
): Promise<boolean> {
  if (object?.size !== size) return false;
  // Some file systems give a file another time or number once it is put away.
  return markOf(object) === mark || (await readSteady(to, object.key)).digest === digest;
}

function lostError(key: string, object: ListedObject | undefined): AppError {
  return object
    ? { code: 'conflict', message: `“${key}” was copied, and has been changed at the target since.` }
    : { code: 'not-found', message: `“${key}” was copied, but is not at the target any more. Copy again.` };
}
