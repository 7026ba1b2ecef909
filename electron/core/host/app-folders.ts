import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

const folderName = 'Midjourney Profile Tester';

/** Where the app's own parts lie; equal for the source tree and for the build in `out/`. */
export interface AppFolders {
  /** The built page. */
  page: string;
  resources: string;
  /** Entry of the picture worker: its source, or its bundle. */
  imageWorker: string;
  preload: string;
}

/**
 * The parts of the app, seen from a host's entry.
 * @param entry path of the running entry: `electron/<host>/index.ts` or `out/main/<name>.cjs`.
 */
export function findAppFolders(entry: string): AppFolders {
  const root = join(entry, '../../..');
  return {
    page: join(root, 'out/renderer'),
    resources: join(root, 'resources'),
    imageWorker: isSource(entry)
      ? join(root, 'electron/core/images/image-worker.ts')
      : join(root, 'out/main/image-worker.cjs'),
    preload: join(root, 'out/preload/index.cjs'),
  };
}

/** Whether the entry runs from source, as it does only while developing and in tests. */
export function isSource(entry: string): boolean {
  return entry.endsWith('.ts');
}

/**
 * The folder for this user's settings, the one that Electron would choose: both hosts share it, so that
 * the app keeps its library and its name when it has to change hosts.
 */
export function defaultUserData(
  environment: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string {
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support', folderName);
  if (platform === 'win32') {
    return join(environment.APPDATA ?? join(homedir(), 'AppData/Roaming'), folderName);
  }
  return join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), folderName);
}

/** The folder for what can be made again, below the user's data. */
export function cacheFolder(userData: string): string {
  return join(userData, 'picture-cache');
}

/** The system's name for its user; empty where it has none. */
export function systemUserName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list, as in some containers.
    return process.env.USER ?? '';
  }
}
