import { expect, it } from 'vitest';
import { addTallies } from './tally.ts';
import { countReport } from './vitest-run.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'x.test.ts',
  status,
  message: '',
  assertionResults: tests.map((result, index) => ({ status: result, fullName: `test ${index}` })),
});

it('counts tests by their outcome and names those that did not run', () => {
  const report = {
    testResults: [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'failed', 'passed')],
  };
  expect(countReport(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2, notRun: ['test 1', 'test 2'] });
});

it('counts a file that could not be loaded, and an error outside of all tests, as failures', () => {
  expect(countReport({ testResults: [file('failed')] }, 1).failed).toBe(1);
  expect(countReport({ testResults: [file('failed', 'passed')] }, 1).failed).toBe(1);
  expect(countReport({ testResults: [file('passed', 'passed')] }, 1).failed).toBe(1);
  expect(countReport(undefined, 1).failed).toBe(1);
});

it('adds up', () => {
  const tally = { passed: 1, failed: 2, skipped: 3, notRun: ['a'] };
  expect(addTallies([tally, tally])).toEqual({ passed: 2, failed: 4, skipped: 6, notRun: ['a', 'a'] });
});
