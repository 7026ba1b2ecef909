import { z } from 'zod';
import { documentChangeSchema, maxTitleLength, pageChangeSchema, profileSchema } from './model/change.ts';
import {
  type ConnectionReport,
  type ConnectionState,
  connectionSchema,
  connectionSecretSchema,
} from './model/connection.ts';
import type { Job } from './model/job.ts';
import type { Json } from './model/json.ts';
import type { BackupInfo, HistoryEntry, LibraryPatch, LibrarySnapshot } from './model/library.ts';
import { type CopyPlan, copyDecisionSchema, copyEndSchema } from './model/library-copy.ts';
import { type Settings, settingsEditSchema } from './model/settings.ts';
import type { OfflinePlan, TeamConflict, TeamStatus, TeamWaiting } from './model/team.ts';
import type { Usage } from './model/usage.ts';
import type { Result } from './result.ts';

/** One call: what goes in, checked at run time, and what comes out, known at compile time. */
export interface Call<Input, Output> {
  input: z.ZodType<Input>;
  /** Only a type; never set. */
  readonly output?: Output;
}

function call<Output>() {
  return <Input>(input: z.ZodType<Input>): Call<Input, Output> => ({ input });
}

const nothing = z.strictObject({});
const title = z.string().min(1).max(maxTitleLength);
const slot = z.int().min(0).max(7);
const folder = z.string().min(1).max(4_096);
const id = z.string().min(1).max(100);
const pictureId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const backupName = z.string().regex(/^[^/\\\p{Cc}]{1,200}\.json$/u);

/**
 * The one list of calls between a page and the core. Main registers from it, the preload exposes from
 * it, the web host and the renderer's `api` derive from it: no name is written twice.
 */
export const contract = {
  /** What the app is and where it runs. */
  'app.info': call<AppInfo>()(nothing),
  /** Opens one of the app's own known addresses in the browser. */
  'app.openLink': call<void>()(z.strictObject({ url: z.url().max(2_000) })),
  /** Licences of what the app is made of, as text. */
  'app.licences': call<string>()(nothing),

  'settings.read': call<Settings>()(nothing),
  'settings.change': call<Settings>()(settingsEditSchema),

  /** The open library; null when none is. */
  'library.read': call<LibrarySnapshot | null>()(nothing),
  'library.open': call<LibrarySnapshot>()(z.strictObject({ folder })),
  /** Copies the demo library to the user's data, unless that was done before, and opens it. */
  'library.openDemo': call<LibrarySnapshot>()(z.strictObject({ fresh: z.boolean().optional() })),
  /** Asks for a folder in the system's dialog and opens it; null when cancelled. `unsupported` in a browser. */
  'library.pick': call<LibrarySnapshot | null>()(nothing),
  'library.close': call<void>()(nothing),
  /** Takes a folder out of the recent ones; touches nothing on disk. */
  'library.forget': call<Settings>()(z.strictObject({ folder })),
  /** Shows the library's folder in the system's file manager. */
  'library.reveal': call<void>()(nothing),
  /** Reads everything again from the storage. */
  'library.refresh': call<LibrarySnapshot>()(nothing),
  /** Does one change, alone or several as one, durably; conflicts come back as errors. */
  'library.change': call<HistoryEntry>()(z.strictObject({ change: pageChangeSchema })),

  /** Subfolders of a folder, for the host's own folder chooser. Without a folder: the user's home. */
  /** Opens the library in the saved connection's bucket; `invalid` where none is saved. */
  'library.openBucket': call<LibrarySnapshot>()(nothing),

  /** The saved connection, and how its secret is kept. */
  'connection.read': call<ConnectionState>()(nothing),
  /** Tries a connection line by line, in a few seconds; leaves nothing in the bucket. Without a secret: the saved one. */
  'connection.test': call<ConnectionReport>()(
    z.strictObject({ connection: connectionSchema, secret: connectionSecretSchema.optional() }),
  ),
  /** Saves a connection. `keep`: the user agrees that the secret lies in a file where the system has no store. */
  'connection.save': call<ConnectionState>()(
    z.strictObject({
      connection: connectionSchema,
      secret: connectionSecretSchema.optional(),
      keep: z.boolean(),
    }),
  ),
  /** Forgets the connection and its secret; nothing in the bucket changes. */
  'connection.forget': call<ConnectionState>()(nothing),

  /** How the open library and its bucket stand; null for a library in a folder. */
  'team.status': call<TeamStatus | null>()(nothing),
  /** What is not in the bucket yet, in order. */
  'team.waiting': call<TeamWaiting[]>()(nothing),
  'team.conflicts': call<TeamConflict[]>()(nothing),
  /** Decides a conflict: what is stored stays, or this edit goes in on top of it. */
  'team.resolve': call<void>()(
    z.strictObject({ id, pick: z.union([z.literal('theirs'), z.literal('mine'), documentChangeSchema]) }),
  ),
  /** Sends what waits and looks for others' edits now. */
  'team.sync': call<TeamStatus>()(nothing),
  /** Tells what is in view: others' edits are looked for while the window has focus, and of this profile also pictures. */
  'team.look': call<void>()(z.strictObject({ isFocused: z.boolean(), profile: profileSchema.nullable() })),
  'team.planOffline': call<OfflinePlan>()(nothing),
  /** Fetches the whole library, so that all of it is there without the network; a job. */
  'team.keepOffline': call<Job>()(nothing),

  /** Requests and bytes of this session and month. */
  'usage.read': call<Usage>()(nothing),

  /** Looks at both sides and says what copying would do; changes nothing. */
  'copy.plan': call<CopyPlan>()(z.strictObject({ from: copyEndSchema, to: copyEndSchema })),
  /** Does a plan; a job. Goes on where an earlier one stopped. */
  'copy.start': call<Job>()(copyDecisionSchema),

  /** What a report of a problem needs, as text, without any secret. */
  'app.diagnostics': call<string>()(nothing),

  'folders.list': call<FolderListing>()(z.strictObject({ folder: folder.optional() })),
  'folders.create': call<FolderListing>()(z.strictObject({ folder, name: z.string().min(1).max(100) })),

  /** Renames a test with all its ratings and pictures, as one change. */
  'tests.rename': call<HistoryEntry>()(z.strictObject({ from: title, to: title })),

  /** Puts pictures that were uploaded before (`/upload`) into slots, as one change. */
  'pictures.place': call<PlaceReport>()(
    z.strictObject({
      profile: profileSchema,
      items: z
        .array(z.strictObject({ upload: id, test: title, slot }))
        .min(1)
        .max(5_000),
      /** Whether pictures in these slots go to the bin; otherwise such items are reported. */
      replace: z.boolean(),
    }),
  ),
  /** Moves pictures to the library's bin, as one change; ratings stay. */
  'pictures.remove': call<HistoryEntry>()(z.strictObject({ ids: z.array(pictureId).min(1).max(5_000) })),
  /** Gives a stray picture to a test's free slot. */
  'pictures.assign': call<HistoryEntry>()(z.strictObject({ id: pictureId, test: title, slot })),
  /** The five colours of each picture, hex, most frequent first; measured once, then cached. */
  'pictures.palettes': call<Record<string, string[]>>()(
    z.strictObject({ ids: z.array(pictureId).max(2_000) }),
  ),
  /** A hint that these pictures are about to be asked for, for libraries that lie far away; answers at once. */
  'pictures.ahead': call<void>()(z.strictObject({ ids: z.array(pictureId).max(200) })),
  /** Makes the thumbnails of the whole library in the background; a job. */
  'pictures.prepare': call<Job>()(nothing),

  /** Removes all ratings of a profile after a backup, as one change. */
  'ratings.clear': call<HistoryEntry>()(z.strictObject({ profile: profileSchema })),
  /** Moves a rating without a test to a test's title, with its picture when that is stray too. */
  'ratings.attach': call<HistoryEntry>()(z.strictObject({ profile: profileSchema, from: title, to: title })),
  /** Takes a rating out of the ratings and keeps it in the document's `archived_ratings`. */
  'ratings.archive': call<HistoryEntry>()(z.strictObject({ profile: profileSchema, test: title })),

  'backups.list': call<BackupInfo[]>()(z.strictObject({ profile: profileSchema })),
  'backups.create': call<BackupInfo>()(z.strictObject({ profile: profileSchema })),
  /** The document inside a backup, for a preview of what restoring changes. */
  'backups.read': call<Json>()(z.strictObject({ profile: profileSchema, name: backupName })),
  /** Replaces the profile's document by the backup, after a backup of today's; an unreadable one is set aside. */
  'backups.restore': call<HistoryEntry>()(z.strictObject({ profile: profileSchema, name: backupName })),
  /** Moves an unreadable document out of the way, unchanged. */
  'documents.setAside': call<HistoryEntry>()(
    z.strictObject({ document: z.union([z.literal('suite'), z.strictObject({ profile: profileSchema })]) }),
  ),

  /** Newest first, of all devices. */
  'history.list': call<HistoryEntry[]>()(z.strictObject({ limit: z.int().min(1).max(10_000) })),
  /** Takes one of the last 200 changes back. */
  'history.undo': call<HistoryEntry>()(z.strictObject({ id })),

  'jobs.list': call<Job[]>()(nothing),
  'jobs.cancel': call<void>()(z.strictObject({ id })),
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallInput<Name extends CallName> =
  Contract[Name] extends Call<infer Input, infer _> ? Input : never;
export type CallOutput<Name extends CallName> =
  Contract[Name] extends Call<infer _, infer Output> ? Output : never;

/** What the core tells every page, by event name. */
export interface Events {
  /** The open library changed in parts. */
  'library.changed': LibraryPatch;
  /** Another library is open now, or none. */
  'library.replaced': { library: string | null };
  'history.added': HistoryEntry;
  'jobs.changed': Job;
  'team.changed': TeamStatus;
  'settings.changed': Settings;
  /** A command of the native menu, such as `settings` or `undo`. */
  'menu.command': { command: string };
}

export type EventName = keyof Events;

export const eventNames = [
  'library.changed',
  'library.replaced',
  'history.added',
  'jobs.changed',
  'team.changed',
  'settings.changed',
  'menu.command',
] as const satisfies readonly EventName[];

/** What a transport gives a page: the calls, the events, and where pictures come from. */
export interface PageBridge {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>>;
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  /** `app-image://img` or `/img`; see `pictureUrl`. */
  pictureBase: string;
  /** Where a picture's bytes are put before `pictures.place`: `PUT <uploadBase>?name=<file name>`. */
  uploadBase: string;
}

/** Answer to an upload: a `Result` of this as JSON. */
export interface Upload {
  /** What `pictures.place` takes. Equal bytes give equal ids. */
  upload: string;
  width: number;
  height: number;
  /** The prompt in the picture's metadata, when it has one. */
  description: string;
}

export interface AppInfo {
  name: string;
  version: string;
  host: 'electron' | 'web' | 'test';
  canPickFolder: boolean;
  canReveal: boolean;
  /** The system's user name. */
  userName: string;
  /** What this device's entries of History carry. */
  device: string;
  /** Why the library that was to be opened at the start is not open; null when one was opened since. */
  notOpened: string | null;
}

export interface FolderListing {
  folder: string;
  /** Null at the top. */
  parent: string | null;
  folders: { name: string; folder: string; isLibrary: boolean }[];
  isLibrary: boolean;
}

export interface PlaceReport {
  placed: number;
  /** Items left out, each with its reason, by index in the call. */
  problems: { index: number; reason: string }[];
  /** Null when nothing was placed. */
  entry: HistoryEntry | null;
}
