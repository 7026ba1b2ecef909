import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type APIRequestContext, request } from 'playwright-core';
import type { Result } from '#shared/result.ts';

/** A folder with another copy of the app to test, built or in source; this project's build unless set. */
export const appRoot = process.env.PROFILE_TESTER_APP;

/** The web host of the built app, in a process of its own. */
export interface AppHost {
  /** Where the app answers, such as `http://127.0.0.1:40123`. */
  origin: string;
  /** The address with the access token, as printed. */
  url: string;
  /** What it said about errors. */
  complaints: string[];
  /**
   * Asks the core directly, for what a test needs but is not about.
   * @throws Error with the core's message when it refuses.
   */
  call(name: string, input: unknown): Promise<unknown>;
  /** Ends it as a user does, by a signal. */
  stop(): Promise<void>;
}

export interface AppHostOptions {
  /** Folder for its settings and caches. */
  userData: string;
  /** Folder of the library to open; without one, the last. */
  library?: string;
  /** Its home folder, where the folder chooser begins. */
  home?: string;
  /** Variables beside those of this process. */
  environment?: Record<string, string>;
}

/**
 * Starts the app on a free port.
 * @throws Error with what it printed when it ends before it answers.
 */
export async function startAppHost({
  userData,
  library,
  home,
  environment,
}: AppHostOptions): Promise<AppHost> {
  const wish = library === undefined ? [] : ['--library', library];
  const child = spawn(
    process.execPath,
    [findEntry(), '--port', '0', '--no-open', '--user-data', userData, ...wish],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...environment,
        ...(home === undefined ? {} : { HOME: home, USERPROFILE: home }),
      },
    },
  );
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  const url = await readAddress(child, complaints);
  const { origin } = new URL(url);
  const client = await request.newContext();
  // The token becomes the client's cookie.
  await client.get(url);
  return {
    origin,
    url,
    complaints,
    call: (name, input) => call(client, `${origin}/call/${name}`, input),
    async stop() {
      await client.dispose();
      await stop(child);
    },
  };
}

function findEntry(): string {
  const root = appRoot ?? join(import.meta.dirname, '../..');
  const built = join(root, 'out/main/server.cjs');
  return appRoot === undefined || existsSync(built) ? built : join(root, 'electron/server/index.ts');
}

async function readAddress(child: ChildProcess, complaints: string[]): Promise<string> {
  if (child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = /^Open (http:\S+)$/.exec(line) ?? [];
      if (url !== undefined) return url;
    }
  }
  throw new Error(`The app ended before it answered.\n${complaints.join('\n')}`);
}

async function call(client: APIRequestContext, address: string, input: unknown): Promise<unknown> {
  // The host closes a connection that was idle for a while, perhaps just now.
  const response = await client.post(address, { data: input, maxRetries: 2 });
  const result = (await response.json()) as Result<unknown>;
  if (!result.ok) throw new Error(`${address}: ${result.error.message}`);
  return result.value;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
