import { spawn } from 'node:child_process';
import { root } from './project.ts';

export interface CommandOptions {
  environment?: NodeJS.ProcessEnv;
  /** Keeps the output back, for `output`. */
  isQuiet?: boolean;
}

/** Runs a command in the project's folder to its end; a command that cannot be started has status 127. */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  { environment, isQuiet = false }: CommandOptions = {},
): Promise<{ status: number; output: string }> {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}
