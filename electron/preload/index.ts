import { contextBridge, ipcRenderer } from 'electron';
import { contract, type EventName, eventNames, type PageBridge } from '#shared/contract.ts';
import { err } from '#shared/result.ts';
import { channels } from './channels.ts';

type Listener = (payload: never) => void;

const listeners = new Map<EventName, Set<Listener>>(eventNames.map((name) => [name, new Set()]));

ipcRenderer.on(channels.event, (_event, name: EventName, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never);
});

/** All that the page gets of the process below it: the contract's calls and events, by name. */
const bridge: PageBridge = {
  async call(name, input) {
    if (!Object.hasOwn(contract, name)) return err('invalid', 'The app does not know this call.');
    return ipcRenderer.invoke(channels.call, name, input);
  },
  on(name, listener) {
    listeners.get(name)?.add(listener);
    return () => void listeners.get(name)?.delete(listener);
  },
  pictureBase: 'app-image://img',
  uploadBase: '/upload',
};

contextBridge.exposeInMainWorld('profileTester', bridge);
