import { useSettings } from '#renderer/lib/settings.ts';
import { CopyLibraryButton } from '../copy/copy-library-button.tsx';
import shared from '../settings-page.module.css';

/** What a library in a folder is, and the way to take it into the bucket. */
export function FolderStorage() {
  const { storage } = useSettings();
  return (
    <>
      <p className={shared.text}>
        A library is a plain folder of JSON files and pictures, in the layout of the earlier Streamlit app:
        either app opens it, with nothing to import. What only this app knows lies beside it, in{' '}
        <code>profile_tester/</code>. A folder that a sync service keeps works too; changes from elsewhere are
        noticed.
      </p>
      {storage.connection && (
        <div className={shared.buttons}>
          <CopyLibraryButton start="to-bucket" />
        </div>
      )}
    </>
  );
}
