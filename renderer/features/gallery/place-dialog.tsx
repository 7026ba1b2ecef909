import { Button, Modal } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useState } from 'react';
import type { PictureToPlace } from '#renderer/lib/uploads.ts';
import type { FilePlace, MatchedFile } from './match-files.ts';
import { placeKey } from './match-files.ts';
import styles from './place-dialog.module.css';

export interface PlaceProposal {
  files: readonly File[];
  matches: readonly MatchedFile[];
  /** Places that one can choose, with their names for people. */
  choices: readonly { place: FilePlace; label: string; isFilled: boolean }[];
}

interface PlaceDialogProps {
  proposal: PlaceProposal;
  onCancel(): void;
  onConfirm(pictures: PictureToPlace[], replaced: number): void;
}

const rowHeight = 60;

/** Shows where each file would go, before anything is sent; each can be sent elsewhere or left out. */
export function PlaceDialog({ proposal, onCancel, onConfirm }: PlaceDialogProps) {
  const { files, matches } = proposal;
  const [chosen, setChosen] = useState(() => matches.map(({ place }) => (place ? placeKey(place) : '')));
  const choices = useMemo(
    () => new Map(proposal.choices.map((choice) => [placeKey(choice.place), choice])),
    [proposal.choices],
  );
  const options = useMemo(
    () =>
      [...choices].map(([key, { label, isFilled }]) => ({
        key,
        text: isFilled ? `${label} (replace)` : label,
      })),
    [choices],
  );
  const double = doubled(chosen);
  const pictures = files.flatMap((file, index) => {
    const choice = choices.get(chosen[index] ?? '');
    return choice ? [{ file, ...choice.place }] : [];
  });
  const replaced = chosen.filter((key) => choices.get(key)?.isFilled).length;
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const virtual = useVirtualizer({
    count: files.length,
    getScrollElement: () => list,
    estimateSize: () => rowHeight,
    overscan: 4,
  });

  return (
    <Modal
      opened
      onClose={onCancel}
      size="lg"
      title={
        files.length === 1 ? 'Where does this picture go?' : `Where do these ${files.length} pictures go?`
      }
    >
      <p className={styles.intro}>{explain(matches)}</p>
      <div ref={setList} className={styles.list} style={{ height: Math.min(6.5, files.length) * rowHeight }}>
        <div className={styles.all} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const file = files[index];
            const key = chosen[index] ?? '';
            return (
              file && (
                <div key={index} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
                  <FilePreview file={file} />
                  <span className={styles.name} title={file.name}>
                    {file.name}
                  </span>
                  <select
                    className={styles.select}
                    aria-label={`Place of ${file.name}`}
                    aria-invalid={double.has(key)}
                    value={key}
                    onChange={(event) => setChosen(chosen.with(index, event.currentTarget.value))}
                  >
                    <option value="">Leave out</option>
                    {options.map((option) => (
                      <option key={option.key} value={option.key}>
                        {option.text}
                      </option>
                    ))}
                  </select>
                </div>
              )
            );
          })}
        </div>
      </div>
      <footer className={styles.footer}>
        <span className={styles.note} role="status">
          {describeOutcome(replaced, double.size, files.length - pictures.length)}
        </span>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          disabled={pictures.length === 0 || double.size > 0}
          onClick={() => onConfirm(pictures, replaced)}
        >
          {pictures.length === 1 ? 'Add 1 picture' : `Add ${pictures.length} pictures`}
        </Button>
      </footer>
    </Modal>
  );
}

function FilePreview({ file }: { file: File }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <span className={styles.preview}>
      {url && <img src={url} alt="" decoding="async" onError={() => setUrl(undefined)} />}
    </span>
  );
}

/** How the places were found, for those that were found and those that were not. */
function explain(matches: readonly MatchedFile[]): string {
  const count = (wanted: MatchedFile['how']) => matches.filter(({ how }) => how === wanted).length;
  const [byName, byOrder, unknown] = [count('name'), count('order'), count('none')];
  if (byName === matches.length) return 'Their names say which test they belong to.';
  const parts = [
    byName === 1 ? 'One name says which test it belongs to.' : '',
    byName > 1 ? `${byName} names say which tests they belong to.` : '',
    byOrder === 1
      ? 'One picture fills the first missing place, because nothing is known of it: look at it.'
      : '',
    byOrder > 1
      ? `${byOrder} pictures fill the missing places in order, because nothing is known of them: look at each.`
      : '',
    unknown === 1 ? 'One has no place yet: choose one, or leave it out.' : '',
    unknown > 1 ? `${unknown} have no place yet: choose one, or leave them out.` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function describeOutcome(replaced: number, double: number, left: number): string {
  if (double > 0) return 'Two pictures cannot share one place.';
  const parts = [
    replaced > 0
      ? `${replaced} ${replaced === 1 ? 'replaces a picture that goes' : 'replace pictures that go'} to the bin`
      : '',
    left > 0 ? `${left} left out` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function doubled(keys: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const double = new Set<string>();
  for (const key of keys) {
    if (key !== '' && seen.has(key)) double.add(key);
    seen.add(key);
  }
  return double;
}
