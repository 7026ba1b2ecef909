import { parseParameters } from '#shared/midjourney/parse-parameters.ts';
import { type SuiteTest, viewTest } from '#shared/model/suite.ts';

/** Wider and taller pictures than these are letterboxed, so that one odd test does not stretch a page. */
const tallest = 2 / 3;
const widest = 2.4;

/** Width over height of the pictures that a test's `--ar` asks for; square where it says nothing. */
export function aspectOf(test: SuiteTest): number {
  const ratio = parseParameters(viewTest(test).params).find((parameter) => parameter.name === 'ar');
  const [width = 1, height = 1] = (ratio?.value ?? '').split(':').map(Number);
  return width > 0 && height > 0 ? width / height : 1;
}

/** The aspect that most of the tests have, within what a grid can bear. */
export function commonAspect(tests: readonly SuiteTest[]): number {
  const counts = new Map<number, number>();
  for (const aspect of tests.map(aspectOf)) counts.set(aspect, (counts.get(aspect) ?? 0) + 1);
  const [most = 1] = [...counts].sort((left, right) => right[1] - left[1]).map(([aspect]) => aspect);
  return Math.min(widest, Math.max(tallest, most));
}
