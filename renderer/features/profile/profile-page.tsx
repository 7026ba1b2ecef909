import { Page } from '#renderer/components/page.tsx';

export function ProfilePage() {
  return <Page title="Profile" />;
}
