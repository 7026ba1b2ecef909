import { Page } from '#renderer/components/page.tsx';

export function ReviewPage() {
  return <Page title="Review" />;
}
