import { availableParallelism } from 'node:os';
import { utilityProcess } from 'electron';
import type { ImageWorkerProcess } from '#core/platform.ts';

/** Starts the picture worker as a process of Electron's own kind. */
export function startImageWorker(entry: string): ImageWorkerProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Pictures',
    // What goes wrong comes back as an answer; the rest is the noise of the system's libraries.
    stdio: 'ignore',
    env: { ...process.env, UV_THREADPOOL_SIZE: String(Math.max(4, availableParallelism() + 2)) },
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
