import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findElectron } from './find-electron.ts';
import { root } from './project.ts';
import type { Tally } from './tally.ts';
import { runVitest } from './vitest-run.ts';

/** Gets an older Electron, and what the app needs to run on it, where the right one cannot be had. */
const olderElectron = {
  script: join(root, '../shared/electron/get-electron.sh'),
  compat: join(root, '../shared/electron/compat.cjs'),
};

/** Set where the suite has to run, so that not running is a failure. */
const isRequired = process.env.ELECTRON_TESTS === 'required';

/** Drives the built app in a real Electron; says "not run" where there is none. */
export async function runElectronTests(): Promise<Tally> {
  const electron = prepareElectron();
  if ('obstacle' in electron) {
    const notRun = [`the app in a real Electron (${electron.obstacle})`];
    return { passed: 0, failed: isRequired ? 1 : 0, skipped: isRequired ? 0 : 1, notRun };
  }
  const isDisplayMissing =
    process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  return runVitest({
    config: 'e2e/electron/vitest.config.ts',
    environment: electron.environment,
    wrapper: isDisplayMissing ? ['xvfb-run', '-a'] : [],
  });
}

type Prepared = { environment: NodeJS.ProcessEnv } | { obstacle: string };

/** `ELECTRON_PATH`, electron's own binary, or on Linux the older one. */
function prepareElectron(): Prepared {
  if (isRequired) installWhatItNeeds();
  if (!hasDisplay()) return { obstacle: 'there is no display and no xvfb-run' };
  const own = findElectron();
  if (own) return checkLibraries(own, { ELECTRON_PATH: own });
  if (process.platform !== 'linux' || !existsSync(olderElectron.script)) {
    return { obstacle: 'its binary is not on this machine' };
  }
  const older = getOlderElectron();
  if (older === undefined) return { obstacle: 'its binary could not be got' };
  return checkLibraries(older, {
    ELECTRON_PATH: wrapOlderElectron(older),
    ELECTRON_SMOKE_REQUIRE: join(root, 'e2e/electron/older-electron.cjs'),
    ELECTRON_COMPAT: olderElectron.compat,
  });
}

/** Where the suite must run and packages may be installed: what the older Electron and its display need. */
function installWhatItNeeds(): void {
  const canInstall = process.getuid?.() === 0 && spawnSync('sh', ['-c', 'command -v apt-get']).status === 0;
  if (findElectron() || !canInstall || !existsSync(olderElectron.script)) return;
  const older = getOlderElectron();
  if (older !== undefined && hasDisplay() && 'environment' in checkLibraries(older, {})) return;
  const cache = process.env.ELECTRON22_CACHE ?? join(homedir(), '.cache/electron22-smoke');
  spawnSync('bash', [olderElectron.script, cache, '--apt'], { stdio: 'ignore', timeout: 600_000 });
}

/** The older Electron's executable; undefined when it could not be got. */
function getOlderElectron(): string | undefined {
  const { status, stdout } = spawnSync('bash', [olderElectron.script], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  const binary = join(stdout.trim().split('\n').at(-1) ?? '', 'electron');
  return status === 0 && existsSync(binary) ? binary : undefined;
}

/** Playwright takes `NODE_OPTIONS` away from what it starts, so a script puts back what the old Node needs. */
function wrapOlderElectron(binary: string): string {
  const script = join(mkdtempSync(join(tmpdir(), 'profile-tester-electron-')), 'electron.sh');
  writeFileSync(script, `#!/bin/sh\nNODE_OPTIONS=--experimental-fetch exec '${binary}' "$@"\n`, {
    mode: 0o755,
  });
  return script;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return true;
  return spawnSync('sh', ['-c', 'command -v xvfb-run']).status === 0;
}

/** Whether the system has every library that the binary is linked against. */
function checkLibraries(binary: string, environment: NodeJS.ProcessEnv): Prepared {
  if (process.platform !== 'linux') return { environment };
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8', cwd: dirname(binary) });
  const missing = [...(stdout ?? '').matchAll(/(\S+) => not found/g)].map(([, name]) => name);
  return missing.length === 0
    ? { environment }
    : { obstacle: `libraries are missing: ${missing.join(', ')}` };
}
