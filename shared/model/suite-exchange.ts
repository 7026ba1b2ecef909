import { findParameter } from '../midjourney/parameter-table.ts';
import { type CsvRecord, readCsv, writeCsv } from './csv.ts';
import { formatJson, isJsonObject, type Json, type JsonObject, parseJson } from './json.ts';
import {
  createTest,
  hasSeveralPictures,
  knownSections,
  type Suite,
  type SuiteTest,
  viewTest,
} from './suite.ts';
import { checkTitleText, findCollision } from './titles.ts';

/** One test of a file that somebody wants to import. */
export interface ImportRow {
  /** Position in the file, counted from 1, the header left out. */
  number: number;
  /** The test as it would be added; with a problem, as far as it could be read. */
  test: SuiteTest;
  status: 'new' | 'duplicate' | 'problem';
  /** Why it is not new, in a sentence; empty when it is. */
  reason: string;
}

export interface ImportPreview {
  rows: ImportRow[];
  /** Why nothing in the file could be read. */
  problem?: string;
}

/** The predecessor's columns of a suite's CSV file. */
const columns = ['id', 'title', 'prompt', 'section', 'params', 'status', 'version', 'created_date'] as const;

/** Tests as the predecessor stores and imports them, every field included. */
export function exportSuiteJson(tests: readonly SuiteTest[]): string {
  return formatJson([...tests]);
}

/** Tests in the predecessor's columns. */
export function exportSuiteCsv(tests: readonly SuiteTest[]): string {
  return writeCsv(
    columns,
    tests.map((test) => {
      const view = viewTest(test);
      return [
        view.id,
        view.title,
        view.prompt,
        view.section,
        view.params,
        view.status,
        view.version,
        view.createdDate,
      ];
    }),
  );
}

/**
 * Reads a file of tests: a JSON array, or CSV in either of the predecessor's column sets. A duplicate
 * has the title, or the picture names, of a test in the suite or earlier in the file.
 * @param today `YYYY-MM-DD` for tests that carry no date.
 */
export function importSuite(text: string, fileName: string, suite: Suite, today = ''): ImportPreview {
  const isJson = /\.json$/i.test(fileName) || (!/\.csv$/i.test(fileName) && /^\uFEFF?\s*[[{]/.test(text));
  const read = isJson ? readJsonTests(text, today) : readCsvTests(text, today);
  if (typeof read === 'string') return { rows: [], problem: read };
  const taken = [...suite];
  const rows = read.map(({ test, problem }, index): ImportRow => {
    const row = { number: index + 1, test };
    const wrong = problem ?? problemOf(test);
    if (wrong !== undefined) return { ...row, status: 'problem', reason: wrong };
    const twin = findCollision(taken, test);
    if (twin) return { ...row, status: 'duplicate', reason: duplicateReason(test, twin, suite) };
    taken.push(test);
    return { ...row, status: 'new', reason: '' };
  });
  return { rows };
}

interface ReadTest {
  test: SuiteTest;
  problem: string | undefined;
}

function readJsonTests(text: string, today: string): ReadTest[] | string {
  const parsed = parseJson(text);
  if (!parsed.ok) return `${parsed.error.message} ${parsed.error.detail ?? ''}`.trim();
  const { value } = parsed.value;
  const list = isJsonObject(value) && Array.isArray(value.tests) ? value.tests : value;
  if (!Array.isArray(list)) return 'This file holds no list of tests.';
  return list.map((item) =>
    isJsonObject(item)
      ? { test: completeTest(item, today), problem: undefined }
      : { test: completeTest({}, today), problem: 'This is not a test.' },
  );
}

/** A stored test with the missing fields filled in and unknown ones kept; numbers become text. */
function completeTest(item: JsonObject, today: string): SuiteTest {
  const text = (value: Json | undefined) => (typeof value === 'number' ? String(value) : value);
  const texts = Object.entries(item).map(([key, value]) => [key, isKnown(key) ? (text(value) ?? '') : value]);
  const fields: JsonObject = Object.fromEntries(texts);
  const title = typeof fields.title === 'string' ? fields.title.trim() : '';
  const view = viewTest({ ...fields, title });
  const defaults = createTest({ ...view, createdDate: view.createdDate || today });
  return { ...defaults, ...dropBlank(fields), title, section: knownSection(view.section) };
}

function readCsvTests(text: string, today: string): ReadTest[] | string {
  const table = readCsv(text, 'title');
  if (!table) return 'This file has no column “title”.';
  if (!table.columns.includes('prompt')) return 'This file has no column “prompt”.';
  const isSpreadsheet = table.columns.includes('parameter values');
  return table.records.map((record) => {
    const read = isSpreadsheet
      ? readSpreadsheetParams(record)
      : { params: cell(record, 'params'), problem: undefined };
    const known = columns.flatMap((name): [string, Json][] =>
      record.cells.has(name) ? [[name, cell(record, name)]] : [],
    );
    const test = completeTest({ ...Object.fromEntries(known), params: read.params }, today);
    return { test, problem: record.problem ?? read.problem };
  });
}

/**
 * Parameters of the old spreadsheet: the values are ready parameters, or the value of the one
 * parameter that the category names.
 */
function readSpreadsheetParams(record: CsvRecord): ReadParams {
  const values = cell(record, 'parameter values');
  if (values === '' || values.startsWith('--')) return { params: values, problem: undefined };
  const category = cell(record, 'parameter category').replace(/^-+/, '');
  const rule = findParameter(category) ?? findParameter(category.replace(/\W/g, ''));
  if (rule) return { params: `--${rule.name} ${values}`, problem: undefined };
  return { params: values, problem: `“${values}” is no Midjourney parameter, and “${category}” names none.` };
}

interface ReadParams {
  params: string;
  problem: string | undefined;
}

function problemOf(test: SuiteTest): string | undefined {
  const title = checkTitleText(test.title);
  if (!title.ok) return title.error.message;
  const { prompt, status } = test;
  if (typeof prompt !== 'string') return 'Its prompt is not text.';
  if (prompt.trim() === '' && !hasSeveralPictures(test)) return 'It has no prompt.';
  if (status !== 'current' && status !== 'archived') return 'Its status is neither current nor archived.';
  return undefined;
}

function duplicateReason(test: SuiteTest, twin: SuiteTest, suite: Suite): string {
  const place = suite.includes(twin) ? 'in the suite' : 'earlier in this file';
  return twin.title === test.title
    ? `A test of this title is ${place} already.`
    : `Its pictures would have the same file names as those of “${twin.title}” ${place}.`;
}

/** `Photo` and `void photo` are known sections in another spelling; any other stays as it is. */
function knownSection(section: string): string {
  const plain = section
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  return knownSections.find((known) => known === plain) ?? section.trim();
}

function dropBlank(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => !isKnown(key) || value !== ''));
}

function isKnown(key: string): boolean {
  return columns.some((name) => name === key);
}

function cell(record: CsvRecord, name: string): string {
  return (record.cells.get(name) ?? '').trim();
}
