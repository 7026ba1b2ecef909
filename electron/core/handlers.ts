import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import type { Change } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { AppError } from '#shared/result.ts';
import { createConnectionHandlers } from './connection/connection-handlers.ts';
import type { Connections } from './connection/connections.ts';
import { createCopyHandlers } from './copy/copy-handlers.ts';
import type { LibraryCopies } from './copy/library-copies.ts';
import { diagnose } from './diagnostics.ts';
import { Failure } from './failure.ts';
import { createFolder, listFolders } from './folders.ts';
import type { Jobs } from './jobs.ts';
import { createBackup, listBackups, readBackup } from './library/backups.ts';
import { demoFolder } from './library/demo-library.ts';
import {
  archiveRating,
  assignPicture,
  attachRating,
  clearRatings,
  removePictures,
  restoreBackup,
  setAside,
} from './library/library-operations.ts';
import type { LibrarySession } from './library/library-session.ts';
import { preparePictures, readPalettes } from './library/picture-work.ts';
import { placePictures } from './library/place-pictures.ts';
import { renameTest } from './library/rename-test.ts';
import type { Uploads } from './library/uploads.ts';
import { checkLink } from './links.ts';
import type { Platform } from './platform.ts';
import type { RecentErrors } from './recent-errors.ts';
import type { Redactor } from './secrets/redactor.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { fetchAhead } from './team/fetch-ahead.ts';
import { createTeamHandlers } from './team/team-handlers.ts';
import type { UsageMeter } from './usage/usage-meter.ts';
import type { Workspace } from './workspace/workspace.ts';

export type Handlers = {
  [Name in CallName]: (input: CallInput<Name>) => Promise<CallOutput<Name>>;
};

export interface HandlerParts {
  platform: Platform;
  settings: SettingsStore;
  jobs: Jobs;
  workspace: Workspace;
  uploads: Uploads;
  connections: Connections;
  copies: LibraryCopies;
  usage: UsageMeter;
  errors: RecentErrors;
  redactor: Redactor;
  /** What kept the app from opening a library at its start. */
  startFailure(): AppError | null;
}

/** One handler per call of the contract, each calling one core function; inputs are checked before. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { platform, settings, jobs, workspace, uploads } = parts;
  const library = () => workspace.require();

  /** Commits a change that is made when its turn has come, from the library as it is then. */
  async function edit(make: (session: LibrarySession) => Change | Promise<Change>): Promise<HistoryEntry> {
    const session = library();
    return session.commit(() => make(session));
  }

  return {
    ...createConnectionHandlers(parts),
    ...createTeamHandlers(parts),
    ...createCopyHandlers(parts),
    'app.diagnostics': () => diagnose(parts),

    'app.info': async () => ({
      name: 'Midjourney Profile Tester',
      version: platform.version,
      host: platform.kind,
      canPickFolder: platform.pickFolder !== undefined,
      canReveal: platform.reveal !== undefined,
      userName: platform.userName,
      device: settings.device(),
      notOpened: workspace.current() ? null : (parts.startFailure()?.message ?? null),
    }),
    'app.openLink': async ({ url }) => need(platform.openExternal)(checkLink(url)),
    'app.licences': () => readFile(join(platform.resources, 'licences.txt'), 'utf8'),

    'settings.read': async () => settings.read(),
    'settings.change': async (edit) => settings.edit(edit),

    'library.read': async () => workspace.current()?.snapshot() ?? null,
    'library.open': async ({ folder }) => (await workspace.open(folder)).snapshot(),
    'library.openBucket': async () => (await workspace.openBucket()).snapshot(),
    'library.openDemo': async ({ fresh }) => {
      const folder = await demoFolder(platform.resources, platform.userData, fresh ?? false);
      return (await workspace.open(folder)).snapshot();
    },
    'library.pick': async () => {
      const folder = await need(platform.pickFolder)('Open a library');
      return folder === null ? null : (await workspace.open(folder)).snapshot();
    },
    'library.close': () => workspace.leave(),
    'library.forget': async ({ folder }) => settings.forget(folder),
    'library.reveal': async () => {
      const { place } = library().snapshot();
      if (place.kind !== 'folder') throw new Failure('unsupported', 'A bucket cannot be shown as a folder.');
      await need(platform.reveal)(place.folder);
    },
    'library.refresh': async () => {
      await workspace.team()?.sync.syncNow();
      await library().refresh();
      return library().snapshot();
    },
    'library.change': ({ change }) => library().commit(change),

    'folders.list': ({ folder }) => listFolders(folder),
    'folders.create': ({ folder, name }) => createFolder(folder, name),

    'tests.rename': ({ from, to }) => renameTest(library(), from, to),

    'pictures.place': (input) => placePictures(library(), uploads, input),
    'pictures.remove': ({ ids }) => edit((session) => removePictures(session, ids)),
    'pictures.assign': ({ id, test, slot }) => edit((session) => assignPicture(session, id, test, slot)),
    'pictures.palettes': ({ ids }) => readPalettes(workspace.pictures(), ids),
    'pictures.ahead': async ({ ids }) => {
      const team = workspace.team();
      // Nobody waits for it.
      if (team) void fetchAhead(team, workspace.pictures(), ids);
    },
    'pictures.prepare': async () => preparePictures(library(), workspace.pictures(), jobs),

    'ratings.clear': ({ profile }) =>
      edit(async (session) => {
        const change = clearRatings(session, profile);
        await createBackup(session.backend, profile);
        return change;
      }),
    'ratings.attach': ({ profile, from, to }) => edit((session) => attachRating(session, profile, from, to)),
    'ratings.archive': ({ profile, test }) => edit((session) => archiveRating(session, profile, test)),

    'backups.list': ({ profile }) => listBackups(library().backend, profile),
    'backups.create': ({ profile }) => createBackup(library().backend, profile),
    'backups.read': ({ profile, name }) => readBackup(library().backend, profile, name),
    'backups.restore': ({ profile, name }) => edit((session) => restoreBackup(session, profile, name)),
    'documents.setAside': ({ document }) => edit((session) => setAside(session, document)),

    'history.list': ({ limit }) => library().history.list(limit),
    'history.undo': ({ id }) => library().undo(id),

    'jobs.list': async () => jobs.list(),
    'jobs.cancel': async ({ id }) => jobs.cancel(id),
  };
}

/** A capability of the platform, or the plain word that it has none. */
function need<T>(capability: T | undefined): T {
  if (capability === undefined) {
    throw new Failure('unsupported', 'This is not possible here. It works in the desktop app.');
  }
  return capability;
}
