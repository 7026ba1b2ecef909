import { z } from 'zod';

/** What a copy does about files that are on both sides and differ. */
export const copyRules = ['keep-target', 'take-source'] as const;

export type CopyRule = (typeof copyRules)[number];

/** A library that a copy starts from or goes to. */
export const copyEndSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), folder: z.string().min(1).max(4_096) }),
  /** The saved connection's bucket. */
  z.strictObject({ kind: z.literal('bucket') }),
]);

export type CopyEnd = z.infer<typeof copyEndSchema>;

/** What copying a library would do, counted before anything is done. Nothing is ever deleted at the target. */
export interface CopyPlan {
  id: string;
  from: { name: string; objects: number; bytes: number };
  to: { name: string; objects: number };
  fresh: { count: number; bytes: number };
  same: { count: number; bytes: number };
  /** Files that are on both sides and differ; each a choice, or one rule for all. */
  different: CopyDifference[];
  /** Files that cannot be copied, and why. */
  odd: { key: string; reason: string }[];
  /** Requests to the bucket, when everything goes well and the source is taken for every file that differs. */
  requests: number;
  /** In US dollars; null where the service is none whose prices are known. */
  cost: number | null;
  /** Why it should be looked at twice, in a sentence, such as a source that looks empty; null when there is nothing. */
  warning: string | null;
}

export interface CopyDifference {
  key: string;
  source: { size: number; modified: number };
  target: { size: number; modified: number };
}

/** A decision on a plan: one rule, and the files for which another one holds. */
export const copyDecisionSchema = z.strictObject({
  plan: z.string().min(1).max(100),
  rule: z.enum(copyRules),
  exceptions: z.array(z.string().min(1).max(1_024)).max(100_000),
});

export type CopyDecision = z.infer<typeof copyDecisionSchema>;
