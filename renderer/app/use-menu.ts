import { useEffect, useRef } from 'react';
import { bridge } from '#renderer/lib/bridge.ts';

/** Does what the native menu asks for, where there is one, by the commands' ids. */
export function useMenu(commands: readonly { id: string; run(): void }[]): void {
  const current = useRef(commands);
  useEffect(() => {
    current.current = commands;
  });
  useEffect(() => {
    return bridge.on('menu.command', ({ command }) => {
      current.current.find(({ id }) => id === command)?.run();
    });
  }, []);
}
