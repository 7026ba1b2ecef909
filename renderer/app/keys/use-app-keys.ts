import { everywhere, useKeys } from '#renderer/lib/use-keys.ts';
import { type Command, useCommands } from '../commands.ts';
import { useMenu } from '../use-menu.ts';

/** Commands that make sense also while the focus is in a field. */
const alsoInFields = new Set(['find', 'switch-profile', 'open-library', 'toggle-navigation']);

/** Binds the keys of the app's commands and follows the native menu. */
export function useAppKeys(): void {
  const commands = useCommands();
  useMenu(commands);
  useKeys(
    everywhere,
    pagesLast(commands).flatMap(({ id, keys, label, run }) =>
      keys === undefined
        ? []
        : [{ keys, description: label, run, inFields: alsoInFields.has(id) || keys.startsWith('Alt+') }],
    ),
  );
}

function pagesLast(commands: readonly Command[]): Command[] {
  const isPage = ({ keys }: Command) => keys?.startsWith('Alt+') === true;
  return [...commands.filter((command) => !isPage(command)), ...commands.filter(isPage)];
}
