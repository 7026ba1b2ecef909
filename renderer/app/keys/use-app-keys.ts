import { useEffect, useRef } from 'react';
import { bridge } from '#renderer/lib/bridge.ts';
import { everywhere, useKeys } from '#renderer/lib/use-keys.ts';
import { type Command, useCommands } from '../commands.ts';

/** Commands that make sense also while the focus is in a field. */
const alsoInFields = new Set(['find', 'switch-profile', 'toggle-navigation']);

/** Binds the keys of the app's commands and follows the native menu. */
export function useAppKeys(): void {
  const commands = useCommands();
  const current = useRef<readonly Command[]>(commands);
  useEffect(() => {
    current.current = commands;
  });
  useEffect(() => {
    return bridge.on('menu.command', ({ command }) => {
      current.current.find(({ id }) => id === command)?.run();
    });
  }, []);
  useKeys(
    everywhere,
    commands.flatMap(({ id, keys, label, run }) =>
      keys === undefined
        ? []
        : [{ keys, description: label, run, inFields: alsoInFields.has(id) || keys.startsWith('Alt+') }],
    ),
  );
}
