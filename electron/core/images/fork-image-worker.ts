import { fork, type Serializable } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { ImageWorkerProcess } from '../platform.ts';

/**
 * Starts the picture worker under Node: the web host and the tests.
 * @param entry path of `image-worker.ts`, or of its bundle.
 */
export function forkImageWorker(entry: string): ImageWorkerProcess & { readonly pid: number | undefined } {
  const child = fork(entry, {
    serialization: 'advanced',
    execArgv: [],
    env: { ...process.env, UV_THREADPOOL_SIZE: String(Math.max(4, availableParallelism() + 2)) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exitListeners = new Set<() => void>();
  let hasExited = false;
  const reportExit = () => {
    if (hasExited) return;
    hasExited = true;
    for (const listener of exitListeners) listener();
  };
  child.on('exit', reportExit);
  // 'error' comes alone when the process could not be started, and beside 'exit' when a message was lost.
  child.on('error', () => {
    child.kill('SIGKILL');
    reportExit();
  });
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message as Serializable);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exitListeners.add(listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
