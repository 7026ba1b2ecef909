import { Button } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type DragEvent, useEffect, useMemo, useState } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LightboxHost } from '#renderer/components/lightbox/lightbox.tsx';
import { openLightbox } from '#renderer/components/lightbox/lightbox-store.ts';
import { Page } from '#renderer/components/page.tsx';
import { PageActions } from '#renderer/components/page-header.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { notifyDone } from '#renderer/lib/notify.ts';
import { selectProfile, useProfile } from '#renderer/lib/selection.ts';
import { copyPrompt, deletePicture } from './add-pictures.ts';
import { carriesFiles, droppedFiles } from './dropped-files.ts';
import { FilterBar } from './filter-bar.tsx';
import { anyScore, type GalleryState, isState } from './gallery-filter.ts';
import { GalleryGrid } from './gallery-grid.tsx';
import styles from './gallery-page.module.css';
import { useGallery } from './gallery-store.ts';
import { type GallerySlot, slotId } from './gallery-tests.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { Progress, ScopeControl, TestSelect } from './scope-control.tsx';
import { type SlotActions, SlotMenu } from './slot-menu.tsx';
import { useFilePicker } from './use-file-picker.tsx';
import { useGalleryView } from './use-gallery-view.ts';
import { usePastedPictures, usePictureIntake } from './use-picture-intake.ts';
import { activeSlot, hoveredSlot, nextMissing, useSlotKeys } from './use-slot-keys.ts';

/** The pictures of a profile, of one test, or of the whole library. */
export function GalleryPage() {
  const library = useLibrary();
  const profile = useProfile();
  const search = useSearch({ from: '/gallery' });
  const navigate = useNavigate({ from: '/gallery' });
  const state: GalleryState = isState(search.filter) ? search.filter : 'all';
  const view = useGalleryView(search.test, state);
  const intake = usePictureIntake(library, profile);
  const picker = useFilePicker((files, slot) => intake.take(files, slot));
  const [menu, setMenu] = useState<{ slot: GallerySlot; at: { x: number; y: number } }>();
  const [isDragging, setDragging] = useState(false);
  useActiveFromAddress(profile, search.slot);

  const slots = useMemo(
    () => view.groups.flatMap(({ tests }) => tests.flatMap((test) => test.slots)),
    [view.groups],
  );
  const titles = useMemo(
    () =>
      view.scope === 'profile'
        ? view.groups.flatMap(({ tests }) => tests.map(({ test }) => test.title))
        : undefined,
    [view.scope, view.groups],
  );
  const actions: SlotActions = {
    open(slot) {
      const at = { profile: slot.profile, test: slot.test.title, slot: slot.slot };
      openLightbox({ at, thumbnailWidth: useGallery.getState().cardWidth, ...(titles && { titles }) });
    },
    review(slot) {
      selectProfile(slot.profile);
      void navigate({ to: '/review', search: { test: slot.test.title } });
    },
    copy: (slot) => void copyPrompt(slot),
    choose: (slot) => picker.open(slot),
    oneTest: (slot) => void navigate({ search: { test: slot.test.title } }),
    remove: (slot) => void deletePicture(slot),
  };
  useSlotKeys(slots, actions);
  usePastedPictures((files) => {
    const active = activeSlot(slots);
    // The place that lights up under the pointer says that one can paste.
    const free = [hoveredSlot(slots), active].find((slot) => slot && !slot.picture);
    const target = free ?? nextMissing(slots, active);
    if (target || files.length > 1) intake.take(files, target);
    else notifyDone('Every place has its picture. To replace one, choose Replace in its menu.');
  });

  const setState = (filter: GalleryState) =>
    void navigate({
      search: ({ slot: _, ...rest }) => ({ ...rest, filter: filter === 'all' ? undefined : filter }),
      replace: true,
    });
  return (
    <Page title="Gallery" bare>
      <PageActions>
        <Progress view={view} />
        <ScopeControl title={search.test} scope={view.scope} />
        <Button onClick={() => picker.open()}>Add pictures</Button>
      </PageActions>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the button above does the same */}
      <div
        className={styles.page}
        data-dragging={isDragging}
        onDragOver={(event) => {
          if (!carriesFiles(event.dataTransfer)) return;
          event.preventDefault();
          setDragging(true);
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
        }}
        onDrop={(event) => {
          setDragging(false);
          void takeDrop(event, intake.take);
        }}
        onDropCapture={() => setDragging(false)}
      >
        <FilterBar
          leading={search.test !== undefined && <TestSelect title={search.test} />}
          filter={view.filter}
          states={view.states}
          sections={view.sections}
          onState={setState}
        />
        {view.groups.length === 0 ? (
          <NothingShown
            hasTests={library.suite.length > 0}
            onReset={() => resetFilter(() => setState('all'))}
          />
        ) : (
          <GalleryGrid
            groups={view.groups}
            caption={view.scope === 'test' ? 'profile' : 'test'}
            analyses={library.analyses}
            // Another subject starts at the top.
            key={`${view.scope} ${view.scope === 'profile' ? profile : (search.test ?? '')}`}
            onOpen={actions.open}
            onChoose={actions.choose}
            onMenu={(slot, at) => setMenu({ slot, at })}
            onDrop={(slot, data) => {
              void droppedFiles(data).then((files) => intake.take(files, slot));
            }}
          />
        )}
        {isDragging && (
          <p className={styles.hint}>
            Drop on a place, or anywhere: files named as a test find it, others fill what is missing
          </p>
        )}
      </div>
      {picker.input}
      <SlotMenu opened={menu} actions={actions} onClose={() => setMenu(undefined)} />
      {intake.proposal && (
        <PlaceDialog proposal={intake.proposal} onCancel={intake.dismiss} onConfirm={intake.settle} />
      )}
      <LightboxHost />
    </Page>
  );
}

async function takeDrop(
  event: DragEvent<HTMLElement>,
  take: (files: readonly File[]) => void,
): Promise<void> {
  if (!carriesFiles(event.dataTransfer)) return;
  event.preventDefault();
  take(await droppedFiles(event.dataTransfer));
}

function NothingShown({ hasTests, onReset }: { hasTests: boolean; onReset(): void }) {
  const navigate = useNavigate();
  if (!hasTests) {
    return (
      <EmptyState
        icon={<IconPhotoOff size={30} stroke={1.5} />}
        title="No tests yet"
        text="Pictures belong to the tests of the suite. Add or import some first."
        action={<Button onClick={() => void navigate({ to: '/tests' })}>Go to Tests</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconPhotoOff size={30} stroke={1.5} />}
      title="No test is like this"
      text="No test of this view has all the properties that are chosen above."
      action={
        <Button variant="default" onClick={onReset}>
          Show all
        </Button>
      }
    />
  );
}

function resetFilter(showAll: () => void): void {
  useGallery.setState({ section: null, scores: anyScore });
  showAll();
}

/** Another page may lead to a test's slot: it is the one that keys act on. */
function useActiveFromAddress(profile: string, title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined)
      useGallery.setState({ active: slotId(profile, title, 0), section: null, scores: anyScore });
  }, [profile, title]);
}
