import { expect, it } from 'vitest';
import { importSuite } from '#shared/model/suite-exchange.ts';
import { loadDefaultSuite } from './default-suite.ts';
import { describeRows, readSource } from './import-source.ts';

it('says what the rows come to', () => {
  const csv = 'title,prompt\nA,one\nB,two\nA,three\nC:,four\n';
  expect(describeRows(importSuite(csv, 'a.csv', []).rows)).toBe(
    '2 tests are new, 1 is there already, 1 cannot be imported.',
  );
  expect(describeRows(importSuite('title,prompt\nA,one\n', 'a.csv', []).rows)).toBe('1 test is new.');
  expect(describeRows([])).toBe('There is no test in it.');
});

it('reads a file, and refuses one that no list of tests fills', async () => {
  expect(await readSource(new File(['title'], 'a.csv'))).toEqual({
    ok: true,
    value: { text: 'title', name: 'a.csv' },
  });
  const large = new File([new Uint8Array(20_000_001)], 'large.json');
  expect(await readSource(large)).toMatchObject({ ok: false, error: { code: 'invalid' } });
});

it('brings a default suite of valid tests', async () => {
  const suite = await loadDefaultSuite();
  expect(suite.ok && suite.value.length).toBeGreaterThanOrEqual(24);
});
