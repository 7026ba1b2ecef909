import { lintTest } from '#shared/midjourney/parameters.ts';
import { jobCount } from '#shared/midjourney/permutations.ts';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import type { MatchedPictures } from '#shared/model/picture.ts';
import {
  bySection,
  hasSeveralPictures,
  isCurrent,
  type Suite,
  type SuiteTest,
  slotCount,
} from '#shared/model/suite.ts';

/** A test's prompt for one profile, with what is to be said about it. */
export interface PromptEntry {
  test: SuiteTest;
  /** What is copied. */
  prompt: string;
  /** Pictures that are there already. */
  pictures: number;
  /** Pictures that the test wants. */
  wanted: number;
  /** Jobs that all its pictures cost. */
  jobs: number;
  /** Jobs that the missing pictures cost. */
  missingJobs: number;
}

interface PromptSection {
  section: string;
  entries: PromptEntry[];
}

/** A remark that many tests of the suite have in common. */
export interface SuiteRemark {
  message: string;
  severity: 'error' | 'warning';
  tests: number;
}

/** Pictures that one job makes. */
const picturesOfJob = 4;

/** Every current test's prompt for a profile, by section. */
export function promptSections(suite: Suite, profile: string, matched: MatchedPictures): PromptSection[] {
  return bySection(suite.filter(isCurrent)).map(({ section, tests }) => ({
    section,
    entries: tests.map((test) => describePrompt(test, profile, matched)),
  }));
}

export function isMissing(entry: PromptEntry): boolean {
  return entry.pictures < entry.wanted;
}

/** `34 prompts · 36 jobs`, where prompts that have to run more than once make a difference. */
export function countJobs(entries: readonly PromptEntry[], onlyMissing: boolean): string {
  const jobs = entries.reduce((sum, entry) => sum + (onlyMissing ? entry.missingJobs : entry.jobs), 0);
  return `${amount(entries.length, 'prompt')} · ${amount(jobs, 'job')}`;
}

export function amount(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}

/**
 * What the checks find, parted into what at least half of the tests have in common, which is said once,
 * and the rest by test title.
 */
export function checkSuite(tests: readonly SuiteTest[]): {
  common: SuiteRemark[];
  byTest: Map<string, SuiteRemark[]>;
} {
  const remarks = new Map<string, SuiteRemark>();
  const findings = tests.map((test) => ({ test, found: lintTest(test) }));
  for (const { found } of findings) {
    for (const { message, severity } of found) {
      const known = remarks.get(message) ?? { message, severity, tests: 0 };
      remarks.set(message, { ...known, tests: known.tests + 1 });
    }
  }
  const isCommon = ({ tests: count }: SuiteRemark) => count > 1 && count >= tests.length / 2;
  const common = [...remarks.values()].filter(isCommon);
  const said = new Set(common.map(({ message }) => message));
  const byTest = new Map(
    findings.map(({ test, found }) => [
      test.title,
      found
        .filter(({ message }) => !said.has(message))
        .map(({ message, severity }) => ({ message, severity, tests: 1 })),
    ]),
  );
  return { common, byTest };
}

function describePrompt(test: SuiteTest, profile: string, matched: MatchedPictures): PromptEntry {
  const wanted = slotCount(test);
  const pictures = (matched.byTest.get(test.title) ?? []).filter((picture) => picture !== undefined).length;
  const jobs = jobCount(test);
  const runs = Math.ceil(wanted / picturesOfJob);
  const missingRuns = Math.ceil(Math.max(0, wanted - pictures) / picturesOfJob);
  return {
    test,
    prompt: fullPrompt(test, profile),
    pictures,
    wanted,
    jobs,
    missingJobs: hasSeveralPictures(test) ? (jobs / runs) * missingRuns : pictures < wanted ? jobs : 0,
  };
}
