import type { Job } from '#shared/model/job.ts';
import type { CopyDecision, CopyEnd, CopyPlan } from '#shared/model/library-copy.ts';
import { Failure } from '../failure.ts';
import type { JobProgress, Jobs } from '../jobs.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { summaryOf } from './copy-report.ts';
import { type PatienceOptions, usualPatience } from './patience.ts';
import { openPlaceMemory } from './place-memory.ts';
import { type CostEstimate, type PlannedCopy, type PlannedSide, planCopy } from './plan-copy.ts';
import { unsentWarning } from './plan-warning.ts';
import { type CopyWork, runCopy } from './run-copy.ts';

/** Copies libraries between folders and the bucket: first a plan, then a job that does it. */
export interface LibraryCopies {
  /** Looks at both sides; changes nothing. Rejects when a side cannot be read, or the target not be written. */
  plan(from: CopyEnd, to: CopyEnd): Promise<CopyPlan>;
  /** Does one of the newest plans, each once. Throws `not-found` when the plan is gone, `invalid` when it does not fit. */
  start(decision: CopyDecision): Job;
  /** Ends plans that are being made; jobs end with the others. */
  close(): Promise<void>;
}

/** A library at one end of a copy, opened for it; whoever opens it closes the backend. */
export interface OpenedEnd {
  /** For people: the folder's or bucket's name. */
  name: string;
  backend: StorageBackend;
  /** What tells this place from every other one, also after a restart. */
  place: string;
  /** Why nothing may be written there, in a sentence; null when it may. */
  writeProtection: string | null;
  /** Filled by listings: keys that had to be left out. */
  oddKeys: readonly string[];
}

export interface LibraryCopiesParts {
  openEnd: (end: CopyEnd) => Promise<OpenedEnd>;
  jobs: Jobs;
  /** Where it is remembered what objects hold, so that it need not be read again. Absolute; made when needed. */
  stateFolder: string;
  estimate?: CostEstimate;
  /** How many edits and files of this device are not in the bucket yet; left out: none ever. */
  unsent?: () => number;
  /** Something may have come to this side. */
  onCopied?: (to: CopyEnd) => void;
  /** For tests. */
  patience?: Partial<PatienceOptions>;
}

/** How many plans can still be started; older ones are made again. */
const keptPlans = 5;

export function createLibraryCopies(parts: LibraryCopiesParts): LibraryCopies {
  const { openEnd, jobs, stateFolder, estimate = () => null } = parts;
  const patience = { ...usualPatience, ...parts.patience };
  const plans = new Map<string, PlannedCopy>();
  const closing = new AbortController();
  const planning = new Set<Promise<unknown>>();

  /** Opens both ends for some work and closes them after it. */
  async function between<T>(
    ends: readonly [CopyEnd, CopyEnd],
    signal: AbortSignal,
    work: (from: PlannedSide, to: PlannedSide) => Promise<T>,
  ): Promise<T> {
    const opened: OpenedEnd[] = [];
    async function open(end: CopyEnd): Promise<PlannedSide> {
      const next = await openEnd(end);
      opened.push(next);
      const { name, backend, place, oddKeys } = next;
      return {
        end,
        name,
        backend,
        place,
        oddKeys,
        signal,
        memory: await openPlaceMemory(stateFolder, place),
      };
    }
    try {
      const from = await open(ends[0]);
      const to = await open(ends[1]);
      requireApart(from, to);
      const protection = opened[1]?.writeProtection ?? null;
      if (protection !== null) throw new Failure('denied', protection);
      return await work(from, to).finally(() => Promise.all([from.memory.flush(), to.memory.flush()]));
    } finally {
      await Promise.all(opened.map(({ backend }) => backend.close()));
    }
  }

  async function plan(from: CopyEnd, to: CopyEnd): Promise<CopyPlan> {
    const planned = await between([from, to], closing.signal, (source, target) =>
      planCopy(source, target, estimate),
    );
    plans.set(planned.plan.id, planned);
    for (const id of [...plans.keys()].slice(0, -keptPlans)) plans.delete(id);
    return {
      ...planned.plan,
      warning: planned.plan.warning ?? unsentWarning([from, to], parts.unsent?.() ?? 0),
    };
  }

  async function run(planned: PlannedCopy, work: CopyWork, job: JobProgress): Promise<string> {
    const outcome = await between([planned.from.end, planned.to.end], job.signal, (from, to) => {
      requireSamePlaces(planned, from, to);
      return runCopy({ from, to }, work, job, patience);
    });
    const summary = summaryOf(planned.plan, work, outcome, job.signal.aborted);
    if (outcome.stopped) throw new Failure(outcome.stopped.code, summary);
    return summary;
  }

  return {
    plan(from, to) {
      const made = plan(from, to);
      planning.add(made);
      return made.finally(() => planning.delete(made));
    },
    start({ plan: id, rule, exceptions }) {
      const planned = plans.get(id);
      if (!planned) throw noSuchPlan();
      const work = { fresh: planned.fresh, replaced: chosen(planned, rule, exceptions) };
      plans.delete(id);
      const { from, to } = planned.plan;
      return jobs.start(`Copying “${from.name}” to “${to.name}”`, (job) =>
        run(planned, work, job).finally(() => parts.onCopied?.(planned.to.end)),
      );
    },
    async close() {
      closing.abort();
      await Promise.allSettled(planning);
    },
  };
}

/** The pairs whose source is to replace the target. */
function chosen(
  { different }: PlannedCopy,
  rule: CopyDecision['rule'],
  exceptions: readonly string[],
): CopyWork['replaced'] {
  const others = new Set(exceptions);
  const unknown = exceptions.find((key) => !different.has(key));
  if (unknown !== undefined) {
    throw new Failure('invalid', `“${unknown}” does not differ on the two sides. Nothing was copied.`);
  }
  return [...different.values()].filter(({ source }) => (rule === 'take-source') !== others.has(source.key));
}

function requireApart(from: PlannedSide, to: PlannedSide): void {
  if (from.place === to.place) {
    throw new Failure('invalid', 'Both sides are the same library. Choose another place to copy to.');
  }
  if (isWithin(from.place, to.place) || isWithin(to.place, from.place)) {
    throw new Failure(
      'invalid',
      'One of the two folders lies in the other. Choose another place to copy to.',
    );
  }
}

function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(`${outer}/`) || inner.startsWith(`${outer}\\`);
}

/** The saved connection may be another one by now, or a folder's path lead elsewhere. */
function requireSamePlaces(planned: PlannedCopy, from: PlannedSide, to: PlannedSide): void {
  if (from.place === planned.from.place && to.place === planned.to.place) return;
  throw new Failure(
    'conflict',
    'One of the two sides is another place now than when they were compared. Nothing was copied; compare again.',
  );
}

function noSuchPlan(): Failure {
  return new Failure(
    'not-found',
    'This comparison is not there any more, or was used already. Nothing was copied; compare the two sides again.',
  );
}
