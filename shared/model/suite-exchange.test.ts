import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTest, type SuiteTest } from './suite.ts';
import { exportSuiteCsv, exportSuiteJson, importSuite } from './suite-exchange.ts';

const wave = createTest({
  title: 'Coastal Wave',
  prompt: 'Waves, "dark" shore',
  section: 'PHOTO',
  params: '--ar 16:9 --v 8.2',
  version: 'v2',
  createdDate: '2026-02-01',
});

/** Status and reason of each row. */
function statuses(text: string, fileName: string, suite: SuiteTest[] = []): string[] {
  return importSuite(text, fileName, suite).rows.map(({ status, reason }) => `${status} ${reason}`.trim());
}

it('exports JSON as the predecessor stores it, unknown fields included, and reads it back', () => {
  const test = { ...wave, note: 'é', id: 'Coastal_Wave_copy' };
  const text = exportSuiteJson([test]);
  expect(text).toContain('\n    "note": "\\u00e9"\n');
  expect(importSuite(text, 'tests.json', []).rows).toEqual([{ number: 1, test, status: 'new', reason: '' }]);
});

it('exports CSV in the predecessor’s columns and leaves parameters as they are', () => {
  expect(exportSuiteCsv([wave])).toBe(
    'id,title,prompt,section,params,status,version,created_date\r\n' +
      'Coastal_Wave,Coastal Wave,"Waves, ""dark"" shore",PHOTO,--ar 16:9 --v 8.2,current,v2,2026-02-01',
  );
});

it('brings every test back from its own CSV, formulas included', () => {
  const cell = fc.constantFrom(
    'plain',
    '=1+1',
    '@x',
    '+x',
    '-x',
    "'=x",
    '--ar 1:1',
    'a,b;c',
    'two\nlines',
    '"quoted"',
    'é\t|',
  );
  const field = fc.tuple(cell, cell).map(([left, right]) => `${left} ${right}`.trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field), { maxLength: 5 }), (fields) => {
      const tests = fields.map(([prompt, params], index) => ({
        ...wave,
        id: `T${index}`,
        title: `T${index}`,
        prompt,
        params,
      }));
      expect(importSuite(exportSuiteCsv(tests), 'tests.csv', []).rows.map((row) => row.test)).toEqual(tests);
    }),
  );
});

it('guards cells that a spreadsheet would run', () => {
  const text = exportSuiteCsv([{ ...wave, prompt: '=HYPERLINK("x")' }]);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
});

it.each([
  ['comma', 'title,prompt,section\r\nWave,"a, b",ART\r\n'],
  ['semicolon', 'Title;Prompt;Section\nWave;"a, b";ART'],
  ['tab', 'TITLE\tPROMPT\tSECTION\nWave\ta, b\tART\n\n'],
  ['byte order mark and spaces', '\uFEFF title , prompt ,section\nWave,"a, b",Art\n'],
  ['sep line', 'sep=;\r\ntitle;prompt;section\r\nWave;a, b;art'],
])('reads CSV with %s', (_, text) => {
  const [row, ...others] = importSuite(text, 'tests.csv', [], '2026-10-20').rows;
  expect(others).toEqual([]);
  expect(row?.status).toBe('new');
  expect(row?.test).toEqual({
    id: 'Wave',
    title: 'Wave',
    prompt: 'a, b',
    section: 'ART',
    params: '',
    status: 'current',
    version: 'v1',
    created_date: '2026-10-20',
  });
});

it('reads the old spreadsheet’s columns', () => {
  const text = [
    'Section,Title,Prompt,Parameter Category,Parameter Values',
    'Photo,Wave,a wave,All,--ar 16:9 --s 100',
    'Void Photo,Empty,.,Stylize,250',
    'Art,Fog,fog,Mood,gloomy',
    'Art,Rain,rain,,',
  ].join('\n');
  const { rows } = importSuite(text, 'old.csv', []);
  expect(rows.map(({ test }) => [test.section, test.params])).toEqual([
    ['PHOTO', '--ar 16:9 --s 100'],
    ['VOID_PHOTO', '--stylize 250'],
    ['ART', 'gloomy'],
    ['ART', ''],
  ]);
  expect(rows.map(({ status }) => status)).toEqual(['new', 'new', 'problem', 'new']);
  expect(rows[2]?.reason).toBe('“gloomy” is no Midjourney parameter, and “Mood” names none.');
});

it('finds duplicates by title and by file name, in the suite and in the file', () => {
  const text = 'title,prompt\nCoastal Wave,x\nCoastal/Wave,x\nFog,x\nFog,y\nfog,z';
  expect(statuses(text, 'tests.csv', [wave])).toEqual([
    'duplicate A test of this title is in the suite already.',
    'duplicate Its pictures would have the same file names as those of “Coastal Wave” in the suite.',
    'new',
    'duplicate A test of this title is earlier in this file already.',
    'duplicate Its pictures would have the same file names as those of “Fog” earlier in this file.',
  ]);
});

it('does not call equal ids of different titles duplicates', () => {
  const text = exportSuiteJson([{ ...wave, title: 'Other' }]);
  expect(statuses(text, 'tests.json', [wave])).toEqual(['new']);
});

it('says what is wrong row by row and reads the rest', () => {
  const text = 'title,prompt,status\n,x,\nWave,,\na:b,x,\nFog,x,gone\nRain,x,archived\nMore,x,current,y,z';
  expect(statuses(text, 'tests.csv')).toEqual([
    'problem A test needs a title.',
    'problem It has no prompt.',
    'problem A title cannot hold :, because pictures are named after it.',
    'problem Its status is neither current nor archived.',
    'new',
    'problem This row has more cells than the table has columns.',
  ]);
});

it('says what is wrong with JSON items, and takes numbers for text', () => {
  const text = JSON.stringify([
    7,
    {},
    { title: 2024, prompt: 'x' },
    { title: 'A', prompt: ['x'] },
    { title: ['A'], prompt: 'x' },
  ]);
  expect(statuses(text, 'tests.json')).toEqual([
    'problem This is not a test.',
    'problem A test needs a title.',
    'new',
    'problem Its prompt is not text.',
    'problem A test needs a title.',
  ]);
  expect(importSuite(text, 'tests.json', []).rows[2]?.test.title).toBe('2024');
});

it('says why a whole file cannot be read', () => {
  expect(importSuite('{"a":', 'x.json', []).problem).toContain('not readable JSON');
  expect(importSuite('{"a": 1}', 'x.json', []).problem).toBe('This file holds no list of tests.');
  expect(importSuite('name,prompt\nx,y', 'x.csv', []).problem).toBe('This file has no column “title”.');
  expect(importSuite('title\nx', 'x.csv', []).problem).toBe('This file has no column “prompt”.');
  expect(importSuite('', 'x.csv', []).problem).toBe('This file has no column “title”.');
});

it('tells JSON from CSV by content where the name does not say', () => {
  expect(statuses(exportSuiteJson([wave]), 'tests.txt')).toEqual(['new']);
  expect(statuses(exportSuiteCsv([wave]), 'tests.txt')).toEqual(['new']);
});

it('never throws, whatever the file', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('x.csv', 'x.json', 'x'), (text, name) => {
      expect(Array.isArray(importSuite(`title,prompt\n${text}`, name, [wave]).rows)).toBe(true);
    }),
  );
});
