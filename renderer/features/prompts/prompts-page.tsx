import { Page } from '#renderer/components/page.tsx';

export function PromptsPage() {
  return <Page title="Prompts" />;
}
