import Papa from 'papaparse';

/**
 * Cells that a spreadsheet would run as a formula. Midjourney parameters begin with two hyphens and
 * stay as they are: quoting each of them would spoil the file for the predecessor.
 */
const formula = /^(?:[=+@\t\r]|-(?!-[a-z])|'+[=+@\t\r-]).*$/is;

/** The apostrophe that `writeCsv` puts before such cells, and before one that has its own. */
const guarded = /^'(?='*[=+@\t\r-])/;

/** A table as CSV: quoted where needed, CRLF, no byte order mark; cells like formulas are guarded. */
export function writeCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  return Papa.unparse(
    { fields: [...columns], data: rows.map((row) => [...row]) },
    { escapeFormulae: formula },
  );
}

/** One record of a CSV file. */
export interface CsvRecord {
  /** Counted from 1, after the header. */
  number: number;
  /** By column name, trimmed, lower case. */
  cells: ReadonlyMap<string, string>;
  /** What is wrong with its form, such as a quote that never ends. */
  problem: string | undefined;
}

/**
 * Reads CSV with a header: any of the usual delimiters, byte order mark, quotes, CRLF, blank lines.
 * @param expected a column name (lower case) that the header must have; it tells the delimiter.
 */
export function readCsv(
  text: string,
  expected: string,
): { columns: string[]; records: CsvRecord[] } | undefined {
  const body = text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '');
  for (const delimiter of [',', ';', '\t', '|']) {
    const parsed = Papa.parse<string[]>(body, { delimiter, skipEmptyLines: 'greedy' });
    const [header, ...rows] = parsed.data;
    const columns = (header ?? []).map((name) => name.trim().toLowerCase());
    if (!columns.includes(expected)) continue;
    const problems = new Map(parsed.errors.map((error) => [error.row, error.message]));
    const records = rows.map((row, index) => ({
      number: index + 1,
      cells: new Map(columns.map((name, column) => [name, (row[column] ?? '').replace(guarded, '')])),
      problem:
        problems.get(index + 1) ??
        (row.length > columns.length ? 'This row has more cells than the table has columns.' : undefined),
    }));
    return { columns, records };
  }
  return undefined;
}
