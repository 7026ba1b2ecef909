import { Page } from '#renderer/components/page.tsx';

export function TestsPage() {
  return <Page title="Tests" />;
}
