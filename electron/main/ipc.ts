import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import type { Core } from '#core/core.ts';
import { err } from '#shared/result.ts';
import { channels } from '../preload/channels.ts';
import type { Log } from './log.ts';
import { isOwnPage } from './origin.ts';

/** Answers the page's calls: the sender is checked here, name and input in the core. */
export function answerCalls(core: Core, log: Log): void {
  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown) => {
    if (!isOwnMainFrame(event.senderFrame, event.sender)) {
      log(`Refused a call from ${event.senderFrame?.url ?? 'a frame that is gone'}.`);
      return err('denied', 'Only the app’s own page can do this.');
    }
    return core.call(typeof name === 'string' ? name : '', input);
  });
}

/** Sends the core's events to the page. */
export function forwardEvents(core: Core, page: () => WebContents | undefined): void {
  core.subscribe((name, payload) => page()?.send(channels.event, name, payload));
}

function isOwnMainFrame(frame: WebFrameMain | null, sender: WebContents): boolean {
  return frame !== null && frame === sender.mainFrame && isOwnPage(frame.url);
}
