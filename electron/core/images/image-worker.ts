/**
 * Entry of the picture worker, a process of its own: a hostile or huge picture costs one job, not the
 * app. Started by Electron's `utilityProcess` or by Node's `child_process.fork` with `serialization:
 * 'advanced'`; bundled to CommonJS for the first, run from source by the second in tests.
 */
import sharp from 'sharp';
import { toAppError } from '../failure.ts';
import { runJob, toPictureFailure } from './image-jobs.ts';
import type { WorkerMessage, WorkerRequest } from './worker-messages.ts';

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

interface Transport {
  send(message: WorkerMessage): void;
  listen(listener: (message: unknown) => void): void;
}

/** One thread a picture: several pictures run at once, so splitting one would only cost switches. */
sharp.concurrency(1);
/** No picture is opened twice, so libvips' own cache would only hold memory. */
sharp.cache(false);

const transport = openTransport();
transport.listen((message) => {
  if (isRequest(message)) void answer(message);
});
transport.send({ ready: true });

async function answer({ id, job }: WorkerRequest): Promise<void> {
  try {
    transport.send({ id, ok: true, value: await runJob(job) });
  } catch (error) {
    transport.send({ id, ok: false, error: toAppError(toPictureFailure(error)) });
  }
}

function openTransport(): Transport {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (isParentPort(port)) {
    return {
      send: (message) => port.postMessage(message),
      listen: (listener) => port.on('message', (event) => listener(event.data)),
    };
  }
  process.on('disconnect', () => process.exit(0));
  return {
    send: (message) => process.send?.(message),
    listen: (listener) => process.on('message', listener),
  };
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port;
}

/** Only the app can send here, so the shape alone is checked; `runJob` checks the bytes. */
function isRequest(message: unknown): message is WorkerRequest {
  return typeof message === 'object' && message !== null && 'id' in message && 'job' in message;
}
