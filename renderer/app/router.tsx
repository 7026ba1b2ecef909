import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { GalleryPage } from '#renderer/features/gallery/gallery-page.tsx';
import { HistoryPage } from '#renderer/features/history/history-page.tsx';
import { OverviewPage } from '#renderer/features/overview/overview-page.tsx';
import { ProfilePage } from '#renderer/features/profile/profile-page.tsx';
import { PromptsPage } from '#renderer/features/prompts/prompts-page.tsx';
import { ReviewPage } from '#renderer/features/review/review-page.tsx';
import { SettingsPage } from '#renderer/features/settings/settings-page.tsx';
import { ConflictsPage } from '#renderer/features/team/conflicts-page.tsx';
import { TestsPage } from '#renderer/features/tests/tests-page.tsx';
import { LibraryGate } from './library-gate.tsx';
import { PageBoundary } from './page-boundary.tsx';

/** Parts of an address that do not fit are left out, never an error. */
const word = z.string().max(200).optional().catch(undefined);

const root = createRootRoute({ component: LibraryGate, notFoundComponent: OverviewPage });
const page = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const;

const routes = [
  createRoute({ ...page('/'), beforeLoad: () => redirect({ to: '/overview', throw: true, replace: true }) }),
  createRoute({ ...page('/overview'), component: OverviewPage }),
  createRoute({ ...page('/prompts'), component: PromptsPage }),
  createRoute({
    ...page('/gallery'),
    component: GalleryPage,
    validateSearch: z.object({ test: word, filter: word, slot: word }),
  }),
  createRoute({
    ...page('/review'),
    component: ReviewPage,
    validateSearch: z.object({ test: word, filter: word }),
  }),
  createRoute({ ...page('/profile'), component: ProfilePage }),
  createRoute({
    ...page('/tests'),
    component: TestsPage,
    validateSearch: z.object({ test: word, add: word }),
  }),
  createRoute({ ...page('/history'), component: HistoryPage }),
  createRoute({
    ...page('/conflicts'),
    component: ConflictsPage,
    validateSearch: z.object({ conflict: word }),
  }),
  createRoute({
    ...page('/settings'),
    component: SettingsPage,
    validateSearch: z.object({ section: word }),
  }),
] as const;

/** The pages by path; in the address after `#`, which every host and reload keeps. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  history: createHashHistory(),
  defaultErrorComponent: PageBoundary,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
