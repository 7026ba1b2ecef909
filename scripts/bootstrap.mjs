/**
 * Runs a script of the project under its own toolchain: `node scripts/bootstrap.mjs <script> [arguments]`.
 * Needs nothing but Node 20 and npm: installs what the lockfile names when that is missing or older, then
 * hands over to the Node that came with it. Plain JavaScript, because nothing may be installed yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isWindows = process.platform === 'win32';
const toolchain = join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node');

/** The first Node that runs TypeScript by itself. */
const oldestUsable = [22, 18];

install();
run(findNode(), process.argv.slice(2));

function install() {
  const installed = join(root, 'node_modules/.package-lock.json');
  const isCurrent =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
  if (isCurrent) return;
  console.error('Installing what the app needs …');
  const clean = npm('ci');
  if (clean.status === 0) return;
  // npm ci gives up where a registry lacks a package for another system, which this one does not need.
  const kept = npm('install', '--no-save');
  if (kept.status !== 0)
    stop(`${clean.output}\n${kept.output}\nThe packages could not be installed.`, kept.status);
}

/** The toolchain's Node; this one when it is new enough and the other could not be installed. */
function findNode() {
  if (existsSync(toolchain)) return toolchain;
  // Where install scripts are switched off, the package is there without its binary.
  npm('rebuild', 'node', '--ignore-scripts=false');
  if (existsSync(toolchain)) return toolchain;
  if (isNewEnough(process.versions.node)) return process.execPath;
  return stop(
    `Node ${oldestUsable.join('.')} or newer is needed; the one from npm could not be installed.`,
    1,
  );
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needsMajor, needsMinor] = oldestUsable;
  return major > needsMajor || (major === needsMajor && minor >= needsMinor);
}

/** Runs npm and keeps its output back: warnings about packages say nothing about the app. */
function npm(command, ...args) {
  const all = [command, ...args, '--no-audit', '--no-fund', '--loglevel=error'];
  const own = process.env.npm_execpath;
  const [program, before] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const { status, stdout, stderr } = spawnSync(program, [...before, ...all], {
    cwd: root,
    encoding: 'utf8',
    shell: program === 'npm' && isWindows,
  });
  return { status: status ?? 1, output: `${stdout ?? ''}${stderr ?? ''}` };
}

function run(node, args) {
  const bin = join(root, 'node_modules/.bin');
  const path = `${bin}${isWindows ? ';' : ':'}${process.env.PATH ?? ''}`;
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(error.message, 1));
  child.on('exit', (code) => process.exit(code ?? 1));
}

function stop(message, status) {
  console.error(message);
  return process.exit(status);
}
