import { randomBytes } from 'node:crypto';
import { type Core, createCore } from '#core/core.ts';
import { createPage } from '#core/host/page.ts';
import type { Platform } from '#core/platform.ts';
import type { Result } from '#shared/result.ts';
import { listen } from './listen.ts';
import { createWebApp } from './web-app.ts';

export interface WebHostOptions {
  platform: Platform;
  /** Folder of the built page. */
  page: string;
  /** Development server that the page comes from instead. */
  developmentUrl?: string | undefined;
  port?: number | undefined;
  /** Folder of the library to open instead of the last one. */
  library?: string | undefined;
  /** Access token; a random one unless given. */
  token?: string | undefined;
  report(line: string): void;
}

export interface WebHost {
  core: Core;
  port: number;
  /** The address with the access token. */
  url: string;
  /** What opening the library came to. */
  opened: Result<void>;
  /** Finishes what is being saved, then ends. */
  close(): Promise<void>;
}

/** Starts the core and serves it with its page on 127.0.0.1. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { platform, report } = options;
  const token = options.token ?? randomBytes(24).toString('base64url');
  const core = createCore(platform);
  const page = createPage(options.page, { developmentUrl: options.developmentUrl });
  const listening = await listen(createWebApp({ core, page, token, report }), options.port);
  const opened = await core.start(options.library === undefined ? {} : { folder: options.library });
  return {
    core,
    port: listening.port,
    url: `http://127.0.0.1:${listening.port}/?token=${token}`,
    opened,
    async close() {
      await listening.close();
      await core.close();
    },
  };
}
