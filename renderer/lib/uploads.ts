import PQueue from 'p-queue';
import { create } from 'zustand';
import type { PlaceReport, Upload } from '#shared/contract.ts';
import type { Job } from '#shared/model/job.ts';
import { type AppError, err, type Result } from '#shared/result.ts';
import { api, bridge } from './bridge.ts';
import { withJob } from './jobs.ts';

/** A picture file of the user's and the place that it goes to. */
export interface PictureToPlace {
  file: File;
  profile: string;
  test: string;
  /** From 0. */
  slot: number;
}

export interface UploadReport {
  /** Pictures that stand in their places now. */
  placed: number;
  /** Ids of the History entries that did it, one for each profile. */
  entries: string[];
  problems: Job['problems'];
}

interface UploadJobs {
  jobs: readonly Job[];
}

/** Pictures on their way from this window into the library, in the shape of the core's own jobs. */
export const useUploadJobs = create<UploadJobs>(() => ({ jobs: [] }));

/** More at once would only wait in line: the core decodes with as many workers as there are cores. */
const concurrency = 4;
/** What `pictures.place` takes in one call. */
const placedAtOnce = 5_000;

const running = new Map<string, AbortController>();

/** Stops an upload; pictures that are not placed yet stay out. False when the job is none of this window's. */
export function cancelUpload(id: string): boolean {
  const upload = running.get(id);
  upload?.abort();
  return upload !== undefined;
}

/**
 * Sends pictures to the core and puts them into their places, a change for each profile. What cannot be
 * read or placed is left out and listed in the report by file name; never rejects.
 * @param replace whether pictures in these places go to the bin.
 */
export async function placePictures(
  pictures: readonly PictureToPlace[],
  replace: boolean,
): Promise<UploadReport> {
  const job = startJob(pictures.length);
  const cancel = new AbortController();
  running.set(job.id, cancel);
  const report: UploadReport = { placed: 0, entries: [], problems: [] };
  const sent = await sendAll(pictures, cancel.signal, (problem) => {
    if (problem) report.problems.push(problem);
    job.advance(report.problems);
  });
  for (const [profile, items] of byProfile(sent)) {
    for (let from = 0; from < items.length && !cancel.signal.aborted; from += placedAtOnce) {
      await place(profile, items.slice(from, from + placedAtOnce), replace, report);
    }
  }
  running.delete(job.id);
  job.end(report, cancel.signal.aborted);
  return report;
}

/** `4,990 pictures in, 10 not`. */
export function describeReport({ placed, problems }: UploadReport): string {
  const number = (count: number) => count.toLocaleString('en');
  const inside = `${number(placed)} ${placed === 1 ? 'picture' : 'pictures'} in`;
  return problems.length === 0 ? inside : `${inside}, ${number(problems.length)} not`;
}

interface Sent {
  picture: PictureToPlace;
  upload: string;
}

async function sendAll(
  pictures: readonly PictureToPlace[],
  signal: AbortSignal,
  onDone: (problem?: Job['problems'][number]) => void,
): Promise<Sent[]> {
  const queue = new PQueue({ concurrency });
  const sent: (Sent | undefined)[] = [];
  for (const [index, picture] of pictures.entries()) {
    void queue.add(async () => {
      if (signal.aborted) return;
      const result = await sendPicture(picture.file, signal);
      if (signal.aborted) return;
      if (result.ok) sent[index] = { picture, upload: result.value.upload };
      onDone(result.ok ? undefined : { item: picture.file.name, error: result.error });
    });
  }
  await queue.onIdle();
  return sent.filter((entry) => entry !== undefined);
}

/** Sends one file; what the core cannot take in comes back as the reason. */
async function sendPicture(file: File, signal: AbortSignal): Promise<Result<Upload>> {
  try {
    const response = await fetch(`${bridge.uploadBase}?name=${encodeURIComponent(file.name)}`, {
      method: 'PUT',
      body: file,
      signal,
    });
    return (await response.json()) as Result<Upload>;
  } catch (error) {
    const detail = error instanceof Error ? error.message : undefined;
    return err('offline', 'This file could not be sent. It may have been moved; choose it again.', detail);
  }
}

async function place(
  profile: string,
  items: readonly Sent[],
  replace: boolean,
  report: UploadReport,
): Promise<void> {
  const result = await api.pictures.place({
    profile,
    items: items.map(({ picture, upload }) => ({ upload, test: picture.test, slot: picture.slot })),
    replace,
  });
  if (result.ok) addPlaced(result.value, items, report);
  else report.problems.push(...items.map((item) => problemOf(item, result.error)));
}

function addPlaced({ placed, problems, entry }: PlaceReport, items: readonly Sent[], report: UploadReport) {
  report.placed += placed;
  if (entry) report.entries.push(entry.id);
  for (const { index, reason } of problems) {
    const item = items[index];
    if (item) report.problems.push(problemOf(item, { code: 'conflict', message: reason }));
  }
}

function problemOf({ picture }: Sent, error: AppError): Job['problems'][number] {
  return { item: picture.file.name, error };
}

function byProfile(sent: readonly Sent[]): Map<string, Sent[]> {
  const groups = new Map<string, Sent[]>();
  for (const entry of sent) {
    const group = groups.get(entry.picture.profile);
    if (group) group.push(entry);
    else groups.set(entry.picture.profile, [entry]);
  }
  return groups;
}

/** Milliseconds between two pictures of the progress, so that 5,000 small files do not draw 5,000 times. */
const shownEvery = 100;

function startJob(total: number) {
  const id = `upload:${crypto.randomUUID()}`;
  const title = `Adding ${total.toLocaleString('en')} pictures`;
  let job: Job = { id, title, state: 'running', done: 0, total, summary: '', problems: [] };
  let shownAt = 0;
  const show = () => {
    // One picture is there before anybody could read of it.
    if (total > 1) useUploadJobs.setState(({ jobs }) => ({ jobs: withJob(jobs, job) }));
  };
  show();
  return {
    id,
    advance(problems: Job['problems']): void {
      job = { ...job, done: job.done + 1, problems: [...problems] };
      if (performance.now() - shownAt < shownEvery) return;
      shownAt = performance.now();
      show();
    },
    end(report: UploadReport, isCancelled: boolean): void {
      const isFailed = report.placed === 0 && report.problems.length > 0;
      const state = isCancelled ? 'cancelled' : isFailed ? 'failed' : 'done';
      job = { ...job, state, summary: describeReport(report), problems: [...report.problems] };
      show();
    },
  };
}
