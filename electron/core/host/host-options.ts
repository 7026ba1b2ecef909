import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What both hosts take on their command line. */
export interface HostOptions {
  /** Folder of the library to open instead of the last one; absolute. */
  library?: string;
  /** Folder for settings; absolute. */
  userData?: string;
  /** Port of the web host; 0 takes a free one. */
  port?: number;
  /** Whether the web host opens the user's browser. */
  opensBrowser: boolean;
}

/**
 * Reads `--library <folder> --user-data <folder> --port <n> --no-open`; what it does not know belongs to
 * Electron and is left alone.
 * @param folder what relative folders are relative to.
 * @throws Error with a sentence for the user when a value is missing or is no port.
 */
export function readHostOptions(args: readonly string[], folder: string): HostOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      library: { type: 'string' },
      'user-data': { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
    },
  });
  const library = readText('library', values.library);
  const userData = readText('user-data', values['user-data']);
  const port = readText('port', values.port);
  return {
    ...(library === undefined ? {} : { library: resolve(folder, library) }),
    ...(userData === undefined ? {} : { userData: resolve(folder, userData) }),
    ...(port === undefined ? {} : { port: readPort(port) }),
    opensBrowser: values['no-open'] !== true,
  };
}

function readText(name: string, value: string | boolean | undefined): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value || undefined;
  throw new Error(`--${name} needs a value.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`--port ${text} is no port; it is a number up to 65535.`);
}
