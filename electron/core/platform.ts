/**
 * What the core needs from where it runs. There are three: Electron's, the web host's, the tests'.
 * Nothing below `electron/core` knows which one it has.
 */
export interface Platform {
  readonly kind: 'electron' | 'web' | 'test';
  readonly version: string;
  /** Folder for what belongs to this user and must last: settings, outbox. Absolute. */
  readonly userData: string;
  /** Folder for what can be deleted at any time: thumbnails, palettes. Absolute. */
  readonly cache: string;
  /** Folder of the resources that ship with the app: default suite, demo library, licences. Absolute. */
  readonly resources: string;
  /** The name that the system has for its user; the first value of the `name` setting. */
  readonly userName: string;
  readonly settings: KeyValueStore;
  /** Starts the picture worker: a process of its own, see `images/worker-channel.ts`. */
  startImageWorker(): ImageWorkerProcess;
  /** Asks for a folder in the system's own dialog; `null` when cancelled. Absent where there is none. */
  pickFolder?(title: string): Promise<string | null>;
  /** Shows a folder or file in the system's file manager. Absent where there is none. */
  reveal?(path: string): Promise<void>;
  /** Opens an `https:` address in the user's browser. The core has checked it. Absent where there is none. */
  openExternal?(url: string): Promise<void>;
}

/** A small durable key-value store of JSON values (electron-store, conf, or a map in tests). */
export interface KeyValueStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  delete(key: string): void;
}

/** A process that takes and gives structured-cloneable messages. */
export interface ImageWorkerProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}
