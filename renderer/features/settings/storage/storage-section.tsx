import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from 'zustand';
import { api } from '#renderer/lib/bridge.ts';
import { libraryQuery } from '#renderer/lib/library.ts';
import { opening, openLibrary } from '#renderer/lib/open-library.ts';
import { openBucket } from '#renderer/lib/saved-connection.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import type { Settings } from '#shared/model/settings.ts';
import { Section } from '../section.tsx';
import shared from '../settings-page.module.css';
import { BucketStorage } from './bucket-storage.tsx';
import { FolderStorage } from './folder-storage.tsx';

type Kind = Settings['storage']['kind'];

/**
 * Where the library lies: both places stay configured, and choosing the other one opens its library.
 * @param wished which one to show first; otherwise that of the open library.
 */
export function StorageSection({ wished }: { wished: Kind | undefined }) {
  const { data: library } = useQuery(libraryQuery);
  const { storage, lastFolder } = useSettings();
  const isOpening = useStore(opening, (state) => state.isOpening);
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Kind | undefined>(wished);
  const shown = chosen ?? library?.place.kind ?? storage.kind;

  const choose = async (kind: Kind) => {
    setChosen(kind);
    if (library?.place.kind === kind) return;
    // Another library shows the page anew: at this section, not at its top.
    await navigate({ to: '/settings', search: { section: 'storage' }, replace: true });
    if (kind === 'bucket' && storage.connection) await openBucket();
    if (kind === 'folder' && lastFolder !== null) await openLibrary(api.library.open({ folder: lastFolder }));
  };

  return (
    <Section id="storage" title="Storage">
      <SegmentedControl
        className={shared.choice ?? ''}
        aria-label="Where the library is kept"
        value={shown}
        disabled={isOpening}
        onChange={(kind) => void choose(kind as Kind)}
        data={[
          { value: 'folder', label: 'Folder on this computer' },
          { value: 'bucket', label: 'S3 bucket for a team' },
        ]}
      />
      {shown === 'folder' ? <FolderStorage /> : <BucketStorage />}
    </Section>
  );
}
