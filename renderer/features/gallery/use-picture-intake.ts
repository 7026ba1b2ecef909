import { useCallback, useEffect, useRef, useState } from 'react';
import { matchedPictures, profilesOf } from '#renderer/lib/library.ts';
import { notifyDone } from '#renderer/lib/notify.ts';
import type { PictureToPlace } from '#renderer/lib/uploads.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { isCurrent, slotCount } from '#shared/model/suite.ts';
import { addPictures } from './add-pictures.ts';
import { looksLikePicture } from './dropped-files.ts';
import type { GallerySlot } from './gallery-tests.ts';
import { type FilePlace, matchFiles, placeKey } from './match-files.ts';
import type { PlaceProposal } from './place-dialog.tsx';

export interface PictureIntake {
  /** What the user is asked about, while there is something to ask. */
  proposal: PlaceProposal | undefined;
  settle(pictures: PictureToPlace[], replaced: number): void;
  dismiss(): void;
  /** Takes files in: for one slot, or each for the place that its name or the order gives it. */
  take(files: readonly File[], slot?: GallerySlot): void;
}

/**
 * Where new pictures go. One picture for a slot goes there, replacing what stands in it; several go where
 * their names say, and when a name says nothing or a picture would be replaced, the user is asked first.
 */
export function usePictureIntake(library: LibrarySnapshot, profile: string): PictureIntake {
  const [proposal, setProposal] = useState<PlaceProposal>();
  const take = useCallback(
    (chosen: readonly File[], slot?: GallerySlot) => {
      const files = chosen
        .filter(looksLikePicture)
        .sort((left, right) => byNumber.compare(left.name, right.name));
      if (files.length === 0) {
        if (chosen.length > 0) notifyDone('Only JPEG, PNG and WebP pictures can be added.');
        return;
      }
      const [file] = files;
      if (slot && file && files.length === 1) {
        const place = { profile: slot.profile, test: slot.test.title, slot: slot.slot };
        void addPictures([{ file, ...place }], slot.picture ? 1 : 0);
        return;
      }
      const proposed = propose(library, slot?.profile ?? profile, files, slot);
      const isClear = proposed.matches.every(({ how, replaces }) => how === 'name' && !replaces);
      if (isClear) void addPictures(picturesOf(proposed), 0);
      else setProposal(proposed);
    },
    [library, profile],
  );
  return {
    proposal,
    dismiss: () => setProposal(undefined),
    settle(pictures, replaced) {
      setProposal(undefined);
      void addPictures(pictures, replaced);
    },
    take,
  };
}

/** Pictures pasted anywhere on the page, outside of fields. */
export function usePastedPictures(onPaste: (files: File[]) => void): void {
  const current = useRef(onPaste);
  useEffect(() => {
    current.current = onPaste;
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')) return;
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      current.current(files);
    };
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);
}

/** The profile's empty places in the order of the suite, from a slot on when one is given. */
export function freePlaces(library: LibrarySnapshot, profile: string, from?: GallerySlot): FilePlace[] {
  const { byTest } = matchedPictures(library, profile);
  const places = library.suite
    .filter(isCurrent)
    .flatMap((test) =>
      Array.from({ length: slotCount(test) }, (_, slot) => ({ profile, test: test.title, slot })),
    );
  const start = from
    ? places.findIndex((place) => place.test === from.test.title && place.slot === from.slot)
    : 0;
  const inOrder = [...places.slice(Math.max(0, start)), ...places.slice(0, Math.max(0, start))];
  return inOrder.filter((place) => byTest.get(place.test)?.[place.slot] === undefined);
}

function propose(
  library: LibrarySnapshot,
  profile: string,
  files: readonly File[],
  from: GallerySlot | undefined,
): PlaceProposal {
  const isFilled = (place: FilePlace) =>
    matchedPictures(library, place.profile).byTest.get(place.test)?.[place.slot] !== undefined;
  const matches = matchFiles(
    files.map((file) => file.name),
    {
      suite: library.suite,
      profiles: profilesOf(library),
      profile,
      isFilled,
      free: freePlaces(library, profile, from),
    },
  );
  const named = new Set(matches.flatMap(({ place }) => (place ? [place.profile] : [])));
  const choices = [...new Set([profile, ...named])].flatMap((owner) =>
    library.suite.filter(isCurrent).flatMap((test) =>
      Array.from({ length: slotCount(test) }, (_, slot) => {
        const place = { profile: owner, test: test.title, slot };
        const number = slotCount(test) > 1 ? ` ${slot + 1}` : '';
        const whose = named.size > 1 || owner !== profile ? `${owner}: ` : '';
        return { place, label: `${whose}${test.title}${number}`, isFilled: isFilled(place) };
      }),
    ),
  );
  const known = new Set(choices.map(({ place }) => placeKey(place)));
  // A file of an archived test has its place too, though nobody would choose it.
  const archived = matches.flatMap(({ place, replaces }) =>
    place && !known.has(placeKey(place))
      ? [{ place, label: `${place.test} (archived)`, isFilled: replaces }]
      : [],
  );
  return { files, matches, choices: [...choices, ...archived] };
}

/** As people count: `shot 9` before `shot 10`. */
const byNumber = new Intl.Collator('en', { numeric: true });

function picturesOf({ files, matches }: PlaceProposal): PictureToPlace[] {
  return matches.flatMap(({ index, place }) => {
    const file = files[index];
    return file && place ? [{ file, ...place }] : [];
  });
}
