import { access, constants } from 'node:fs/promises';

/**
 * Why a folder may not be written to (a read-only medium, missing rights), in a sentence; null when it may,
 * as far as the system tells. Writes nothing.
 */
export async function writeProtection(folder: string): Promise<string | null> {
  try {
    await access(folder, constants.W_OK);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EROFS')
      return 'This library lies on a medium that cannot be written to. It is open for reading only.';
    if (code === 'EACCES' || code === 'EPERM')
      return 'You may not write to this library’s folder. It is open for reading only.';
    // Whatever else is the matter shows when the folder is read.
    return null;
  }
}
