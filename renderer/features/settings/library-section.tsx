import { Button } from '@mantine/core';
import { IconFolderOpen, IconRefresh, IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { FolderChooser } from '#renderer/components/folder-chooser/folder-chooser.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { api } from '#renderer/lib/bridge.ts';
import { libraryQuery, profilesOf } from '#renderer/lib/library.ts';
import { folderOf, placeInWords } from '#renderer/lib/library-place.ts';
import { notifyDone } from '#renderer/lib/notify.ts';
import { counted } from '#renderer/lib/numbers.ts';
import { opening, openLibrary, revealLibrary } from '#renderer/lib/open-library.ts';
import { appInfoQuery, useSettings } from '#renderer/lib/settings.ts';
import { useOpenFolder } from '#renderer/lib/use-open-folder.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { RecentRow } from './recent-row.tsx';
import { Section } from './section.tsx';
import styles from './settings-page.module.css';

/** Which library is open, and the ways to another one. */
export function LibrarySection() {
  const { data: library } = useQuery(libraryQuery);
  const isOpening = useStore(opening, (state) => state.isOpening);
  const { openFolder, chooser } = useOpenFolder();
  const { recent } = useSettings();
  return (
    <Section id="library" title="Library">
      {library && <OpenLibrary library={library} />}
      <div className={styles.buttons}>
        <Button
          variant={library ? 'default' : 'filled'}
          leftSection={<IconFolderOpen size={16} stroke={1.6} />}
          loading={isOpening}
          onClick={openFolder}
        >
          Open a folder…
        </Button>
        <Button
          variant="default"
          leftSection={<IconSparkles size={16} stroke={1.6} />}
          disabled={isOpening}
          onClick={() => void openLibrary(api.library.openDemo({}))}
        >
          Open the demo library
        </Button>
        <Button
          variant="default"
          disabled={isOpening}
          onClick={() => void openLibrary(api.library.openDemo({ fresh: true }))}
        >
          Fresh demo library
        </Button>
      </div>
      {recent.length > 0 && (
        <>
          <SectionLabel>Opened before</SectionLabel>
          <ul className={styles.recent}>
            {recent.map((entry) => (
              <RecentRow
                key={entry.folder}
                recent={entry}
                isOpen={entry.folder === folderOf(library?.place)}
                isBusy={isOpening}
              />
            ))}
          </ul>
        </>
      )}
      <FolderChooser {...chooser} />
    </Section>
  );
}

function OpenLibrary({ library }: { library: LibrarySnapshot }) {
  const canReveal = useQuery(appInfoQuery).data?.canReveal ?? false;
  const profiles = profilesOf(library).length;
  const pictures = Object.values(library.pictures).reduce((sum, files) => sum + files.length, 0);
  return (
    <div className={styles.card}>
      <div className={styles.cardTexts}>
        <span className={styles.cardTitle}>{library.name}</span>
        <span className={styles.path}>{placeInWords(library.place)}</span>
        <span className={styles.rowText}>
          {counted(profiles, 'profile')}, {counted(library.suite.length, 'test')},{' '}
          {counted(pictures, 'picture')}
        </span>
        {library.readOnly !== null && <span className={styles.warning}>{library.readOnly}</span>}
      </div>
      <div className={styles.buttons}>
        {canReveal && library.place.kind === 'folder' && (
          <Button variant="default" onClick={() => void revealLibrary()}>
            Show the folder
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} stroke={1.6} />}
          onClick={() => void readAgain()}
        >
          Read again
        </Button>
        <Button variant="default" onClick={() => void api.library.close({})}>
          Close
        </Button>
      </div>
    </div>
  );
}

async function readAgain(): Promise<void> {
  if (await openLibrary(api.library.refresh({}))) notifyDone('The library was read again.');
}
