import type { Connection } from '#shared/model/connection.ts';
import { type Settings, type SettingsEdit, settingsSchema } from '#shared/model/settings.ts';
import type { KeyValueStore } from '../platform.ts';

/** The settings of this installation and the id of this device, kept in the platform's store. */
export interface SettingsStore {
  read(): Settings;
  edit(edit: SettingsEdit): Settings;
  /** Notes a folder as opened last: first in `recent`, reopened at the next start. */
  noteOpened(folder: string, name: string): Settings;
  /** Notes that the connection's bucket was opened last. */
  noteBucketOpened(): Settings;
  noteClosed(): Settings;
  /** Replaces the connection; without one, a bucket is no longer what is opened at start. */
  keepConnection(connection: Connection | null): Settings;
  forget(folder: string): Settings;
  /** Random, made at the first start; names this device's history file. */
  device(): string;
}

const settingsKey = 'settings';
const deviceKey = 'device';
const maxRecent = 12;

/** Opens the store; malformed or missing values read as their defaults, `userName` as the first name. */
export function createSettingsStore(
  store: KeyValueStore,
  userName: string,
  onChange: (settings: Settings) => void,
): SettingsStore {
  function read(): Settings {
    const stored = store.get(settingsKey);
    const settings = settingsSchema.parse(typeof stored === 'object' && stored !== null ? stored : {});
    return settings.name === '' ? { ...settings, name: userName.trim() || 'Me' } : settings;
  }

  function write(settings: Settings): Settings {
    store.set(settingsKey, settings);
    onChange(settings);
    return settings;
  }

  return {
    read,
    edit(edit) {
      const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
      return write({ ...read(), ...given });
    },
    noteOpened(folder, name) {
      const settings = read();
      const others = settings.recent.filter((recent) => recent.folder !== folder);
      const opened = { folder, name, opened: new Date().toISOString() };
      return write({
        ...settings,
        storage: { ...settings.storage, kind: 'folder' },
        lastFolder: folder,
        recent: [opened, ...others].slice(0, maxRecent),
      });
    },
    noteBucketOpened() {
      const settings = read();
      return write({ ...settings, storage: { ...settings.storage, kind: 'bucket' } });
    },
    noteClosed() {
      const settings = read();
      return write({ ...settings, storage: { ...settings.storage, kind: 'folder' }, lastFolder: null });
    },
    keepConnection(connection) {
      const settings = read();
      const kind = connection === null ? 'folder' : settings.storage.kind;
      return write({ ...settings, storage: { ...settings.storage, kind, connection } });
    },
    forget(folder) {
      const settings = read();
      return write({ ...settings, recent: settings.recent.filter((recent) => recent.folder !== folder) });
    },
    device() {
      const known = store.get(deviceKey);
      if (typeof known === 'string' && /^[a-z0-9-]{8,40}$/.test(known)) return known;
      const made = crypto.randomUUID().slice(0, 13);
      store.set(deviceKey, made);
      return made;
    },
  };
}
