import { Page } from '#renderer/components/page.tsx';

export function SettingsPage() {
  return <Page title="Settings" />;
}
