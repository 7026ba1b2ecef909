import { checkSuite, type Suite } from '#shared/model/suite.ts';
import type { Result } from '#shared/result.ts';

/** The tests that the app brings along, loaded only where they are wanted. */
export async function loadDefaultSuite(): Promise<Result<Suite>> {
  const { default: tests } = await import('../../../resources/default-suite.json');
  return checkSuite(tests);
}
