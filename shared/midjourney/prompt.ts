import { baselineProfile } from '../model/analysis.ts';
import { profileSchema } from '../model/change.ts';
import { type SuiteTest, viewTest } from '../model/suite.ts';

/**
 * What one pastes into Midjourney for a test: `<prompt> <params> --p <profile>`, without `--p` for the
 * baseline. One line always; a part that is empty leaves no gap.
 */
export function fullPrompt(test: SuiteTest, profile: string): string {
  const { prompt, params } = viewTest(test);
  const parts = [prompt, params, profile === baselineProfile ? '' : `--p ${profile}`];
  return parts
    .map(onOneLine)
    .filter((part) => part.trim() !== '')
    .join(' ');
}

/** The full prompts of several tests, one per line, each equal to the single one. */
export function bulkPrompts(tests: readonly SuiteTest[], profile: string): string {
  return tests.map((test) => fullPrompt(test, profile)).join('\n');
}

/** A full prompt's text and its parameters, which begin at the first `--name`. */
export function splitPrompt(full: string): { text: string; parameters: string } {
  const start = full.search(/(?<!\S)--[a-z]/i);
  if (start < 0) return { text: full.trim(), parameters: '' };
  return { text: full.slice(0, start).trim(), parameters: full.slice(start).trim() };
}

/**
 * The profile code that somebody typed or pasted: a bare code, `--p code`, `--profile code` or a whole
 * prompt with one of these. Undefined when there is none, or more than one.
 */
export function readProfileCode(input: string): string | undefined {
  const pasted = unquote(input);
  const mentions = [...pasted.matchAll(profileMention)].map(([, codes = '']) => codes);
  const words = (mentions.length > 0 ? mentions : [pasted]).join(' ').split(/\s+/);
  const codes = new Set(words.filter((word) => word !== '').map(readCode));
  const [code] = codes;
  return codes.size === 1 ? code : undefined;
}

/** `--p` or `--profile` and the words up to the next parameter; a dash may have replaced the two hyphens. */
const profileMention = /(?<!\S)(?:--|[\u2013\u2014])(?:p|profile)(?=\s|$)((?:\s+(?![-\u2013\u2014])\S+)*)/gi;

/** A code alone; undefined for what can be neither a code nor part of a file name on every system. */
function readCode(text: string): string | undefined {
  const code = unquote(text).replace(/::\d+(?:\.\d+)?$/, '');
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(code) || code.endsWith('.')) return undefined;
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(code)) return undefined;
  return profileSchema.safeParse(code).success ? code : undefined;
}

function unquote(text: string): string {
  return text.replace(/^[\s"'`\u2018-\u201f]+|[\s"'`\u2018-\u201f,;]+$/g, '');
}

function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}
