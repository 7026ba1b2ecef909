import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { CopyDirection } from './copy-choices.ts';
import { CopyDialog } from './copy-dialog.tsx';

/** Copies a library from a folder into the bucket, or back. */
export function CopyLibraryButton({ start }: { start: CopyDirection }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCopy size={15} stroke={1.75} />}
        onClick={() => setOpen(true)}
      >
        Copy library…
      </Button>
      {isOpen && <CopyDialog start={start} close={() => setOpen(false)} />}
    </>
  );
}
