import { useRef } from 'react';
import type { GallerySlot } from './gallery-tests.ts';

/** The system's file chooser, for one slot or for any. */
export function useFilePicker(onFiles: (files: File[], slot: GallerySlot | undefined) => void) {
  const input = useRef<HTMLInputElement>(null);
  const target = useRef<GallerySlot | undefined>(undefined);
  return {
    open(slot?: GallerySlot) {
      target.current = slot;
      input.current?.click();
    },
    input: (
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="image/jpeg,image/png,image/webp"
        aria-label="Picture files"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Else choosing the same file again would be no change.
          event.currentTarget.value = '';
          onFiles(files, target.current);
        }}
      />
    ),
  };
}
