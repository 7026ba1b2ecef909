import { Menu, type MenuItemConstructorOptions } from 'electron';

/** What the menu asks of the page, as `menu.command`. */
export type MenuCommand = 'open-library' | 'settings' | 'undo' | 'shortcuts';

export interface MenuOptions {
  platform: NodeJS.Platform;
  /** Whether the developer tools are offered. */
  isDeveloping: boolean;
  run(command: MenuCommand): void;
}

/** Sets the native menu: the app's commands, and the system's own for editing, zoom and windows. */
export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}

export function menuTemplate({ platform, isDeveloping, run }: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => run('settings'),
  };
  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      { label: 'Open library…', accelerator: 'CmdOrCtrl+O', click: () => run('open-library') },
      ...(isMac
        ? [separator, { role: 'close' } as const]
        : [separator, settings, separator, { role: 'quit' } as const]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      // Shown only: the page has the key, because in a text field it takes back what was typed.
      { label: 'Undo', accelerator: 'CmdOrCtrl+Z', registerAccelerator: false, click: () => run('undo') },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(isDeveloping ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      { label: 'Keyboard shortcuts', click: () => run('shortcuts') },
      ...(isMac ? [] : [{ role: 'about' } as const]),
    ],
  };
  return [...(isMac ? [application] : []), file, edit, view, { role: 'windowMenu' }, help];
}
