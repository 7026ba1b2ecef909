import { join } from 'node:path';
import { type CallInput, type CallName, type CallOutput, contract } from '#shared/contract.ts';
import { type AppError, err, ok, type Result } from '#shared/result.ts';
import { createConnections } from './connection/connections.ts';
import { createLibraryCopies } from './copy/library-copies.ts';
import { estimateFor, openEnd } from './copy/open-end.ts';
import type { EventListener } from './events.ts';
import { toAppError } from './failure.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { createJobs } from './jobs.ts';
import { createUploads } from './library/uploads.ts';
import type { Platform } from './platform.ts';
import { createRecentErrors } from './recent-errors.ts';
import { respondToRequest } from './requests.ts';
import { createRedactor } from './secrets/redactor.ts';
import { createSettingsStore } from './settings/settings-store.ts';
import { createUsageMeter } from './usage/usage-meter.ts';
import { createWorkspace } from './workspace/workspace.ts';

/** The whole app without its windows: what Electron's main process, the web host and the tests run. */
export interface Core {
  /** Checks the input, runs one call, answers with a `Result`; never rejects. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Pictures and uploads: `/img/<id>` (GET, HEAD) and `/upload?name=` (PUT); undefined for other paths. */
  respond(request: Request): Promise<Response | undefined>;
  subscribe(listener: EventListener): () => void;
  /** Opens `folder`, or what was open last. What fails leaves no library open; the first-run page shows then. */
  start(options?: { folder?: string }): Promise<Result<void>>;
  /** Finishes what is being saved, stops the worker. */
  close(): Promise<void>;
}

export function createCore(platform: Platform): Core {
  const listeners = new Set<EventListener>();
  const emit: EventListener = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  const settings = createSettingsStore(platform.settings, platform.userName, (value) =>
    emit('settings.changed', value),
  );
  const jobs = createJobs((job) => emit('jobs.changed', job));
  const redactor = createRedactor();
  const errors = createRecentErrors();
  const usage = createUsageMeter({ store: platform.settings });
  const connections = createConnections({ platform, settings, usage, redactor });
  const workspace = createWorkspace({ settings, platform, emit, jobs, connections });
  const copies = createLibraryCopies({
    openEnd: (end) => openEnd(end, connections),
    jobs,
    stateFolder: join(platform.userData, 'copies'),
    estimate: estimateFor(settings),
    unsent: () => workspace.team()?.waiting.items().length ?? 0,
    onCopied(to) {
      // A folder is watched; a bucket would be looked at only with the next poll.
      if (to.kind === 'bucket') void workspace.team()?.sync.syncNow();
    },
  });
  const uploads = createUploads(join(platform.cache, 'uploads'));
  const resourcePolicy = platform.kind === 'electron' ? 'cross-origin' : 'same-origin';
  let startFailure: AppError | null = null;
  const handlers = createHandlers({
    ...{ platform, settings, jobs, workspace, uploads, connections, copies, usage, errors, redactor },
    startFailure: () => startFailure,
  });

  return {
    async call(name, input) {
      const result = await dispatch(handlers, name, input);
      if (result.ok) return result;
      const error = redactor.error(result.error);
      errors.note(name, error);
      return { ok: false, error };
    },
    respond: (request) => respondToRequest(request, { workspace, uploads, settings, resourcePolicy }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start({ folder } = {}) {
      const { storage, lastFolder } = settings.read();
      const target = folder ?? lastFolder;
      try {
        if (folder === undefined && storage.kind === 'bucket') await workspace.openBucket();
        else if (target !== null) await workspace.open(target);
        return ok(undefined);
      } catch (error) {
        startFailure = redactor.error(toAppError(error));
        return { ok: false, error: startFailure };
      }
    },
    async close() {
      try {
        await Promise.all([workspace.close(), connections.close(), copies.close()]);
      } finally {
        usage.close();
      }
    },
  };
}

/** Parses the input and runs the one handler; everything thrown becomes an error value. */
async function dispatch(handlers: Handlers, name: string, input: unknown): Promise<Result<unknown>> {
  if (!isCallName(name)) return err('invalid', 'The app was asked for something that it does not know.');
  const parsed = contract[name].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.map(String).join('.') ?? '';
    return err(
      'invalid',
      'This request does not have the expected form. Nothing was changed.',
      `${name}: ${where} ${issue?.message}`,
    );
  }
  try {
    const handler = handlers[name] as (input: CallInput<CallName>) => Promise<CallOutput<CallName>>;
    return ok(await handler(parsed.data as CallInput<CallName>));
  } catch (error) {
    return { ok: false, error: toAppError(error) };
  }
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract, name);
}
