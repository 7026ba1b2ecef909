import { Page } from '#renderer/components/page.tsx';

export function GalleryPage() {
  return <Page title="Gallery" />;
}
