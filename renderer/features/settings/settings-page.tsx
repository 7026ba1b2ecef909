import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Page } from '#renderer/components/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { LibrarySection } from './library-section.tsx';
import { NameSection } from './name-section.tsx';
import { PicturesSection } from './pictures-section.tsx';
import styles from './settings-page.module.css';
import { StorageSection } from './storage/storage-section.tsx';

const sections = [
  { id: 'library', label: 'Library' },
  { id: 'storage', label: 'Storage' },
  { id: 'name', label: 'Your name' },
  { id: 'appearance', label: 'Appearance' },
  { id: 'pictures', label: 'Pictures' },
  { id: 'keys', label: 'Keys' },
  { id: 'about', label: 'About' },
] as const;

/** The section's name in addresses that lead to the bucket's connection. */
const connecting = 'bucket';

/** Everything that is set for this installation; works without a library too. */
export function SettingsPage() {
  const { section } = useSearch({ from: '/settings' });
  useEffect(() => {
    if (section !== undefined) showSection(section === connecting ? 'storage' : section);
  }, [section]);
  return (
    <Page title="Settings">
      <div className={styles.layout}>
        <nav className={styles.contents} aria-label="Sections of the settings">
          {sections.map(({ id, label }) => (
            <button key={id} type="button" className={styles.jump} onClick={() => showSection(id)}>
              {label}
            </button>
          ))}
        </nav>
        <div className={styles.sections}>
          <LibrarySection />
          <StorageSection wished={section === connecting ? 'bucket' : undefined} />
          <NameSection />
          <AppearanceSection />
          <PicturesSection />
          <KeysSection />
          <AboutSection />
        </div>
      </div>
    </Page>
  );
}

function showSection(id: string): void {
  const heading = document.getElementById(`settings-${id}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
