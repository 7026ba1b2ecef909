import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readHostOptions } from '#core/host/host-options.ts';
import { findWindowObstacle } from './support/find-electron.ts';
import { getElectron } from './support/get-electron.ts';
import { ensureBuilt, root } from './support/project.ts';

/** Electron that ends this soon with an error has not come up. */
const startupMilliseconds = 10_000;

/** Signals by which somebody ends the app on purpose. */
const endings: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const usage = `npm start -- [--library <folder>] [--web] [--port <number>] [--no-open] [--user-data <folder>]`;

/** Opens the app: in Electron where that is possible, else in the browser, saying why. */
async function main(): Promise<void> {
  const { isWebWanted, hostArguments } = readArguments(process.argv.slice(2));
  ensureBuilt();
  const obstacle = isWebWanted ? undefined : await openInElectron(hostArguments);
  if (!isWebWanted && obstacle === undefined) return;
  if (obstacle !== undefined) console.error(`Opening in the browser, because ${obstacle}.`);
  await openInBrowser(hostArguments);
}

/** Checks the arguments here, once for both hosts; folders are relative to where the command was typed. */
function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      library: { type: 'string' },
      'user-data': { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      web: { type: 'boolean' },
    },
  });
  const options = readHostOptions(args, process.env.INIT_CWD ?? process.cwd());
  const hostArguments = [
    ...(options.library === undefined ? [] : ['--library', options.library]),
    ...(options.userData === undefined ? [] : ['--user-data', options.userData]),
    ...(options.port === undefined ? [] : ['--port', String(options.port)]),
    ...(options.opensBrowser ? [] : ['--no-open']),
  ];
  return { isWebWanted: values.web === true, hostArguments };
}

/** Runs the app in Electron until its end; or says why that did not work. */
async function openInElectron(hostArguments: string[]): Promise<string | undefined> {
  const obstacle = findWindowObstacle();
  if (obstacle) return obstacle;
  const electron = await getElectron();
  if (!electron) return 'Electron’s binary is not on this machine and could not be downloaded';
  const startedAt = performance.now();
  const code = await runToEnd(electron, [root, ...hostArguments]);
  const hasFailedToStart = code !== 0 && performance.now() - startedAt < startupMilliseconds;
  if (hasFailedToStart) return `Electron did not start (exit code ${code})`;
  process.exitCode = code;
  return undefined;
}

function runToEnd(executable: string, args: string[]): Promise<number> {
  const child = spawn(executable, args, { stdio: 'inherit' });
  for (const signal of endings) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code, signal) => resolve(code ?? (endings.includes(signal ?? 'SIGABRT') ? 0 : 1)));
  });
}

/** Runs the web host in this process. */
async function openInBrowser(hostArguments: string[]): Promise<void> {
  process.argv = [process.execPath, 'server.cjs', ...hostArguments];
  await import(pathToFileURL(join(root, 'out/main/server.cjs')).href);
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code?.startsWith('ERR_PARSE_ARGS') ? `${message}\n${usage}` : message);
  process.exit(1);
});
