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
  readonly secrets: SecretStore;
  /** The variables that the app was started with. */
  readonly environment: Readonly<Record<string, string | undefined>>;
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

/**
 * The system's own store for secrets. What it cannot read any more, because the system's key changed or is
 * locked, reads as absent and is left where it is: the user enters it again, or unlocks the system.
 */
export interface SecretStore {
  /** Whether the system has a store that protects what is kept in it. Without one, `set` is refused. */
  isProtected(): Promise<boolean>;
  get(name: string): Promise<string | undefined>;
  /** Rejects with `unsupported` where the system has no store. */
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** A process that takes and gives structured-cloneable messages. */
export interface ImageWorkerProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}
