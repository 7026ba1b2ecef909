import { viewTest } from '#shared/model/suite.ts';
import { type GalleryFilter, passes } from './gallery-filter.ts';
import type { GalleryGroup, GalleryTest } from './gallery-tests.ts';

export const galleryOrders = ['suite', 'best', 'worst'] as const;
export type GalleryOrder = (typeof galleryOrders)[number];

export const orderLabels: Record<GalleryOrder, string> = {
  suite: 'Suite order',
  best: 'Best first',
  worst: 'Worst first',
};

/** One profile's tests under the headings of their sections; by score there are no sections. */
export function groupBySection(
  tests: readonly GalleryTest[],
  filter: GalleryFilter,
  order: GalleryOrder,
): GalleryGroup[] {
  const shown = tests.filter((test) => passes(test, filter));
  if (order !== 'suite') return ungrouped(inOrder(shown, order));
  const groups = new Map<string, GalleryTest[]>();
  for (const test of shown) {
    const { section } = viewTest(test.test);
    const group = groups.get(section);
    if (group) group.push(test);
    else groups.set(section, [test]);
  }
  return [...groups].map(([section, group]) => ({
    id: section,
    heading: { kind: 'section', section },
    tests: group,
  }));
}

/** Every profile's tests under the profile's name. */
export function groupByProfile(
  profiles: readonly (readonly [string, readonly GalleryTest[]])[],
  filter: GalleryFilter,
  order: GalleryOrder,
): GalleryGroup[] {
  return profiles.flatMap(([profile, tests]) => {
    const shown = inOrder(
      tests.filter((test) => passes(test, filter)),
      order,
    );
    return shown.length === 0 ? [] : [{ id: profile, heading: { kind: 'profile', profile }, tests: shown }];
  });
}

/** One test of every profile. */
export function groupOneTest(
  tests: readonly GalleryTest[],
  filter: GalleryFilter,
  order: GalleryOrder,
): GalleryGroup[] {
  return ungrouped(
    inOrder(
      tests.filter((test) => passes(test, filter)),
      order,
    ),
  );
}

function ungrouped(tests: GalleryTest[]): GalleryGroup[] {
  return tests.length === 0 ? [] : [{ id: '', heading: undefined, tests }];
}

/** Unscored tests come last either way. */
function inOrder(tests: readonly GalleryTest[], order: GalleryOrder): GalleryTest[] {
  if (order === 'suite') return [...tests];
  const sign = order === 'best' ? -1 : 1;
  const last = order === 'best' ? 0 : 11;
  return tests.toSorted((left, right) => sign * ((left.score ?? last) - (right.score ?? last)));
}
