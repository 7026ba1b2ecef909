import { Page } from '#renderer/components/page.tsx';

export function OverviewPage() {
  return <Page title="Overview" />;
}
