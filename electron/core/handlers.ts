import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
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
  renameTest,
  restoreBackup,
  setAside,
} from './library/library-operations.ts';
import { preparePictures, readPalettes } from './library/picture-work.ts';
import { placePictures } from './library/place-pictures.ts';
import type { Uploads } from './library/uploads.ts';
import type { Workspace } from './library/workspace.ts';
import { checkLink } from './links.ts';
import type { Platform } from './platform.ts';
import type { SettingsStore } from './settings/settings-store.ts';

export type Handlers = {
  [Name in CallName]: (input: CallInput<Name>) => Promise<CallOutput<Name>>;
};

export interface HandlerParts {
  platform: Platform;
  settings: SettingsStore;
  jobs: Jobs;
  workspace: Workspace;
  uploads: Uploads;
}

/** One handler per call of the contract, each calling one core function; inputs are checked before. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { platform, settings, jobs, workspace, uploads } = parts;
  const library = () => workspace.require();

  return {
    'app.info': async () => ({
      name: 'Midjourney Profile Tester',
      version: platform.version,
      host: platform.kind,
      canPickFolder: platform.pickFolder !== undefined,
      canReveal: platform.reveal !== undefined,
      userName: platform.userName,
      device: settings.device(),
    }),
    'app.openLink': async ({ url }) => need(platform.openExternal)(checkLink(url)),
    'app.licences': () => readFile(join(platform.resources, 'licences.txt'), 'utf8'),

    'settings.read': async () => settings.read(),
    'settings.change': async (edit) => settings.edit(edit),

    'library.read': async () => workspace.current()?.snapshot() ?? null,
    'library.open': async ({ folder }) => (await workspace.open(folder)).snapshot(),
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
    'library.reveal': () => need(platform.reveal)(library().folder),
    'library.refresh': async () => {
      await library().refresh();
      return library().snapshot();
    },
    'library.change': ({ change }) => library().commit(change),

    'folders.list': ({ folder }) => listFolders(folder),
    'folders.create': ({ folder, name }) => createFolder(folder, name),

    'tests.rename': ({ from, to }) => library().commit(renameTest(library(), from, to)),

    'pictures.place': (input) => placePictures(library(), uploads, input),
    'pictures.remove': ({ ids }) => library().commit(removePictures(library(), ids)),
    'pictures.assign': ({ id, test, slot }) => library().commit(assignPicture(library(), id, test, slot)),
    'pictures.palettes': ({ ids }) => readPalettes(workspace.pictures(), ids),
    'pictures.prepare': async () => preparePictures(library(), workspace.pictures(), jobs),

    'ratings.clear': async ({ profile }) => {
      const change = clearRatings(library(), profile);
      await createBackup(library().backend, profile);
      return library().commit(change);
    },
    'ratings.attach': ({ profile, from, to }) => library().commit(attachRating(library(), profile, from, to)),
    'ratings.archive': ({ profile, test }) => library().commit(archiveRating(library(), profile, test)),

    'backups.list': ({ profile }) => listBackups(library().backend, profile),
    'backups.create': ({ profile }) => createBackup(library().backend, profile),
    'backups.read': ({ profile, name }) => readBackup(library().backend, profile, name),
    'backups.restore': async ({ profile, name }) =>
      library().commit(await restoreBackup(library(), profile, name)),
    'documents.setAside': ({ document }) => library().commit(setAside(document)),

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
