import { cp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { uniqueName } from './library-keys.ts';

/**
 * The user's own copy of the demo library, so that nothing can be spoilt: made at the first call, or
 * beside the old one when `fresh`. Returns its folder.
 */
export async function demoFolder(resources: string, userData: string, fresh: boolean): Promise<string> {
  const plain = join(userData, 'demo-library');
  const target = fresh && (await exists(plain)) ? `${plain}-${uniqueName()}` : plain;
  if (await exists(target)) return target;
  const partial = `${target}.partial-${uniqueName()}`;
  try {
    await cp(join(resources, 'demo-library'), partial, { recursive: true });
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (await exists(target)) return target;
    throw new Failure('unknown', 'The demo library could not be copied to your data folder.', {
      cause: error,
    });
  }
  return target;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
