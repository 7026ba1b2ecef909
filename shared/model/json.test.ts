import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { json } from '../testing/arbitraries.ts';
import {
  formatJson,
  type Json,
  jsonEqual,
  keyPosition,
  ownValue,
  parseJson,
  predecessorLayout,
  withKey,
} from './json.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** The text as a value and its layout; fails the test where it cannot be read. */
function read(text: string) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(parsed.error.detail);
  return parsed.value;
}

it.skipIf(!hasPython)(
  `writes what json.dumps(indent=2) writes${hasPython ? '' : ' (not run: no python3)'}`,
  () => {
    const values = fc.sample(json, 400);
    const program =
      'import json,sys\nprint(json.dumps([json.dumps(v, indent=2) for v in json.load(sys.stdin)]))';
    const run = spawnSync('python3', ['-c', program], { input: JSON.stringify(values), encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(values.map((value) => formatJson(value))).toEqual(JSON.parse(run.stdout));
  },
);

it('indents by two spaces, escapes from DEL on and ends without a line break', () => {
  const value = { title: 'Café \u007f \u2014 🐈', empty: [], none: {}, list: [1, 'a\n"b"\\\u001f'] };
  expect(formatJson(value)).toBe(
    [
      '{',
      '  "title": "Caf\\u00e9 \\u007f \\u2014 \\ud83d\\udc08",',
      '  "empty": [],',
      '  "none": {},',
      '  "list": [',
      '    1,',
      '    "a\\n\\"b\\"\\\\\\u001f"',
      '  ]',
      '}',
    ].join('\n'),
  );
});

it('gives an unedited document back byte for byte, whatever its layout', () => {
  const layouts = fc.record({
    indent: fc.constantFrom('  ', '    ', '\t'),
    lineEnding: fc.constantFrom('\n' as const, '\r\n' as const),
    finalNewline: fc.boolean(),
    byteOrderMark: fc.boolean(),
    escaped: fc.constant(true),
  });
  const document = fc.record({ a: json, b: fc.array(json, { minLength: 1 }) });
  fc.assert(
    fc.property(document, layouts, (value, layout) => {
      const text = formatJson(value, layout);
      const parsed = read(text);
      expect(formatJson(parsed.value, parsed.layout)).toBe(text);
    }),
  );
});

it('keeps unescaped text unescaped and compact text compact', () => {
  for (const text of ['{\n  "title": "Café"\n}', '{"title":"Café"}', '[]', '{}']) {
    const parsed = read(text);
    expect(formatJson(parsed.value, parsed.layout)).toBe(text);
  }
});

it('starts from the predecessor’s layout where the text tells nothing', () => {
  expect(read('[]').layout).toEqual(predecessorLayout);
});

it('says why a text is no JSON', () => {
  expect(parseJson('{"a": 1,')).toMatchObject({
    ok: false,
    error: { code: 'invalid', detail: expect.any(String) },
  });
  expect(parseJson('{"score": NaN}').ok).toBe(false);
});

it('compares values without regard to the order of keys, and inherited names are absent', () => {
  expect(jsonEqual({ a: 1, b: [null] }, { b: [null], a: 1 })).toBe(true);
  expect(jsonEqual({ a: 1 }, { b: 1 })).toBe(false);
  expect(jsonEqual([], {})).toBe(false);
  expect(jsonEqual({}, { constructor: 1 })).toBe(false);
  expect(jsonEqual(null, {})).toBe(false);
  expect(jsonEqual([1], [1, 2])).toBe(false);
  expect(ownValue({}, 'constructor')).toBeUndefined();
  expect(ownValue(JSON.parse('{"__proto__":1}'), '__proto__')).toBe(1);
});

it('sets, keeps the place of, appends, inserts and removes a key', () => {
  const keys = (value: Json) => Object.keys(value as object).join();
  const object = { b: 1, a: 2 };
  expect(keys(withKey(object, 'b', 3, 1))).toBe('b,a');
  expect(keys(withKey(object, 'c', 3))).toBe('b,a,c');
  expect(keys(withKey(object, 'c', 3, 1))).toBe('b,c,a');
  expect(keys(withKey(object, 'b', undefined))).toBe('a');
  expect(keys(withKey(object, '__proto__', 3))).toBe('b,a,__proto__');
  expect(keyPosition(object, 'a')).toBe(1);
});
