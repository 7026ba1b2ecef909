import type { ImportRow } from '#shared/model/suite-exchange.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** A text that holds tests. */
export interface ImportSource {
  text: string;
  /** The file's name; empty for a pasted text. */
  name: string;
}

const largestFile = 20_000_000;

/** Reads a dropped or chosen file; `invalid` where it is too large for a list of tests. */
export async function readSource(file: File): Promise<Result<ImportSource>> {
  if (file.size > largestFile) return err('invalid', `${file.name} is too large for a list of tests.`);
  try {
    return ok({ text: await file.text(), name: file.name });
  } catch (error) {
    return err('unknown', `${file.name} cannot be read.`, String(error));
  }
}

/** What the rows come to: `4 tests are new, 2 are there already, 1 cannot be read.` */
export function describeRows(rows: readonly ImportRow[]): string {
  if (rows.length === 0) return 'There is no test in it.';
  const count = (status: ImportRow['status']) => rows.filter((row) => row.status === status).length;
  const added = count('new');
  const duplicates = count('duplicate');
  const problems = count('problem');
  const parts = [
    added === 1 ? '1 test is new' : `${added} tests are new`,
    duplicates > 0 ? `${duplicates} ${duplicates === 1 ? 'is' : 'are'} there already` : '',
    problems > 0 ? `${problems} cannot be imported` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}
