import { hasSeveralPictures, type SuiteTest, viewTest } from '../model/suite.ts';
import {
  findParameter,
  isModelIn,
  type ParameterRule,
  type ParameterValue,
  parameterTable,
} from './parameter-table.ts';
import { type Parameter, parseParameters } from './parse-parameters.ts';
import { hasStrayBrace, permutationCount } from './permutations.ts';
import { splitPrompt } from './prompt.ts';

export { parseParameters } from './parse-parameters.ts';

export interface LintFinding {
  /** An error is wrong in every model; a warning may be wanted, or depends on the model. */
  severity: 'error' | 'warning';
  message: string;
}

/**
 * What is wrong or doubtful in a test's prompt and parameters, by the parameter table. Errors for bad
 * numbers and syntax; what depends on the model is a warning, because models change every few months.
 */
export function lintTest(test: SuiteTest): LintFinding[] {
  const { prompt, params } = viewTest(test);
  const full = `${prompt} ${params}`;
  const parameters = parseParameters(full);
  return [
    ...lintText(test, prompt, params),
    ...lintBraces(full),
    ...parameters.flatMap(lintValue),
    ...lintTogether(parameters),
    ...lintModel(parameters, splitPrompt(full).text),
    ...lintPurpose(test, parameters),
  ];
}

function lintText(test: SuiteTest, prompt: string, params: string): LintFinding[] {
  const findings: LintFinding[] = [];
  const leading = splitPrompt(params.trim()).text;
  const glued = [...`${prompt} ${params}`.matchAll(/[^\s-]--([a-z]+)(?![\w-])/gi)].find(([, name = '']) =>
    findParameter(name),
  );
  const dashed = /(?<!\S)[\u2013\u2014]\s?([a-z]+)(?![\w-])/iu.exec(`${prompt} ${params}`);
  if (leading !== '') findings.push(error(`“${leading}” stands before the first parameter.`));
  if (glued) findings.push(error(`A space is missing before --${glued[1]}.`));
  if (/(?<!\S)---|(?<!\S)--(?!\S)/.test(`${prompt} ${params}`)) {
    findings.push(error('Two hyphens and the name belong together, such as --ar.'));
  }
  if (dashed?.[1] && findParameter(dashed[1])) {
    findings.push(error(`A long dash stands where --${dashed[1]} needs two hyphens.`));
  }
  if (prompt.trim() === '' && !hasSeveralPictures(test)) findings.push(error('The prompt is empty.'));
  if (/[\r\n]/.test(prompt.trim()) || /[\r\n]/.test(params.trim())) {
    findings.push(warning('Line breaks are copied as spaces, so that each prompt stays one line.'));
  }
  return findings;
}

function lintBraces(full: string): LintFinding[] {
  if (hasStrayBrace(full)) return [warning('A brace has no partner.')];
  const count = permutationCount(full);
  return count > 1 ? [warning(`The braces make ${count} prompts, so ${count} times the jobs.`)] : [];
}

function lintValue(parameter: Parameter): LintFinding[] {
  const rule = findParameter(parameter.name);
  if (!rule) return [warning(`${parameter.written} is not a parameter that this app knows.`)];
  const { value, written } = parameter;
  if (/[{}]/.test(value)) return [];
  if (/[.,;:!]$/.test(value)) return [error(`${written} ends with “${value.slice(-1)}”.`)];
  const [first = '', ...rest] = value.split(/\s+/);
  const takesNothing = rule.value.kind === 'flag';
  const takesSeveral = rule.value.kind === 'words' || rule.value.kind === 'profiles';
  const text = takesNothing ? value : rest.join(' ');
  if (text !== '' && !takesSeveral)
    return [error(`“${text}” stands after ${written}: no text after parameters.`)];
  const problem = problemOf(rule.value, first);
  return problem === undefined ? [] : [error(`${written} ${problem}`)];
}

/** What is wrong with a value, continuing the parameter's name; undefined when nothing is. */
function problemOf(rule: ParameterValue, value: string): string | undefined {
  switch (rule.kind) {
    case 'flag':
    case 'profiles':
      return undefined;
    case 'word':
    case 'words':
      return value === '' ? 'has no value.' : undefined;
    case 'model':
      return parameterTable.models.includes(value) ? undefined : `names no known model: “${value}”.`;
    case 'nijiModel':
      return parameterTable.nijiModels.includes(value) ? undefined : `names no known model: “${value}”.`;
    case 'ratio':
      return ratioProblem(value, rule.maximum);
    case 'number':
      return numberProblem(value, rule);
  }
}

function ratioProblem(value: string, maximum: number): string | undefined {
  const [, width, height] = (/^(\d+):(\d+)$/.exec(value) ?? []).map(Number);
  if (!width || !height) return `needs two whole numbers such as 16:9, not “${value}”.`;
  const ratio = Math.max(width / height, height / width);
  return ratio > maximum ? `goes to ${maximum}:1 at most, not ${value}.` : undefined;
}

function numberProblem(value: string, rule: Extract<ParameterValue, { kind: 'number' }>): string | undefined {
  const range = `${rule.minimum} to ${rule.maximum}`;
  const isNumber = (rule.whole ? /^\d+$/ : /^(?:\d+(?:\.\d+)?|\.\d+)$/).test(value);
  if (!isNumber) return `needs a ${rule.whole ? 'whole ' : ''}number from ${range}, not “${value}”.`;
  const number = Number(value);
  return number < rule.minimum || number > rule.maximum ? `goes from ${range}, not ${value}.` : undefined;
}

function lintTogether(parameters: readonly Parameter[]): LintFinding[] {
  const names = parameters.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) < index));
  const rules = [...new Set(names)].map(findParameter).filter((rule) => rule !== undefined);
  const has = (name: string) => names.includes(name);
  return [
    ...[...twice].map((name) => warning(`--${name} stands there more than once.`)),
    ...rules.flatMap((rule) =>
      rule.excludes.filter(has).map((other) => error(`--${rule.name} and --${other} exclude each other.`)),
    ),
    ...rules.flatMap((rule) =>
      rule.needs
        .filter((other) => !has(other))
        .map((other) => warning(`--${rule.name} has no effect without --${other}.`)),
    ),
  ];
}

function lintModel(parameters: readonly Parameter[], text: string): LintFinding[] {
  if (parameters.some(({ name }) => name === 'niji')) return [];
  const pinned = parameters.find(({ name }) => name === 'v')?.value;
  const model = pinned ?? parameterTable.defaultModel;
  const subject = pinned === undefined ? `today’s default model ${model}` : `model ${model}`;
  const mismatches = [...new Set(parameters.map(({ name }) => name))]
    .map(findParameter)
    .filter((rule) => rule !== undefined && !isOn(rule, model))
    .map((rule) => warning(`--${rule?.name} is not for ${subject}.`));
  if (text.includes('::') && !isModelIn(model, ['6', '5'])) {
    mismatches.push(warning(`Weights with :: are not for ${subject}.`));
  }
  if (pinned !== undefined) return mismatches;
  return [
    warning('No model is pinned: with the next default model the pictures will no longer compare. Add --v.'),
    ...mismatches,
  ];
}

function isOn(rule: ParameterRule, model: string): boolean {
  if (rule.absentFrom && isModelIn(model, rule.absentFrom)) return false;
  return !rule.onlyOn || isModelIn(model, rule.onlyOn);
}

function lintPurpose(test: SuiteTest, parameters: readonly Parameter[]): LintFinding[] {
  const findings: LintFinding[] = [];
  if (hasSeveralPictures(test) && parameters.some(({ name }) => name === 'seed')) {
    findings.push(
      warning('With a seed, the eight pictures of a VOID test show one chance, not the profile.'),
    );
  }
  if (parameters.some(({ name }) => name === 'p')) {
    findings.push(warning('The test names a profile; the app adds the profile of each prompt itself.'));
  }
  return findings;
}

function error(message: string): LintFinding {
  return { severity: 'error', message };
}

function warning(message: string): LintFinding {
  return { severity: 'warning', message };
}
