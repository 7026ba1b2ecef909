import type { StorageBackend } from '../storage/backend.ts';

/** Does work on a backend that nobody else will close when the work fails. */
export async function closingOnFailure<T>(backend: StorageBackend, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await backend.close();
    throw error;
  }
}
