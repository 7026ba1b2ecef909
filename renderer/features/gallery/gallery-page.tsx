import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LightboxHost } from '#renderer/components/lightbox/lightbox.tsx';
import { openLightbox } from '#renderer/components/lightbox/lightbox-store.ts';
import { Page } from '#renderer/components/page.tsx';
import { PageActions } from '#renderer/components/page-header.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { notifyDone } from '#renderer/lib/notify.ts';
import { selectProfile, useProfile } from '#renderer/lib/selection.ts';
import { useKeys } from '#renderer/lib/use-keys.ts';
import { bySection, isCurrent, sectionLabel } from '#shared/model/suite.ts';
import { copyPrompt, deletePicture } from './add-pictures.ts';
import { carriesFiles, droppedFiles } from './dropped-files.ts';
import { FilterBar } from './filter-bar.tsx';
import { anyScore, type GalleryState, isState } from './gallery-filter.ts';
import { GalleryGrid } from './gallery-grid.tsx';
import styles from './gallery-page.module.css';
import { useGallery } from './gallery-store.ts';
import { type GallerySlot, slotId } from './gallery-tests.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { type SlotActions, SlotMenu } from './slot-menu.tsx';
import { type GalleryView, useGalleryView } from './use-gallery-view.ts';
import { usePastedPictures, usePictureIntake } from './use-picture-intake.ts';

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
    const target = active && !active.picture ? active : nextMissing(slots, active);
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
        <FilterBar filter={view.filter} states={view.states} sections={view.sections} onState={setState} />
        {view.groups.length === 0 ? (
          <NothingShown onReset={() => resetFilter(() => setState('all'))} />
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

/** How many of the tests have their pictures; counts tests, not files. */
function Progress({ view }: { view: GalleryView }) {
  const current = view.tests.filter((test) => test.isCurrent);
  const complete = current.filter((test) => test.missing === 0).length;
  const unit = view.scope === 'test' ? 'profiles' : 'tests';
  return (
    <span className={styles.progress}>
      {complete.toLocaleString('en')} of {current.length.toLocaleString('en')} {unit} with pictures
    </span>
  );
}

const scopes = [
  { value: 'profile', label: 'This profile' },
  { value: 'test', label: 'One test' },
  { value: 'everything', label: 'Everything' },
];

function ScopeControl({ title, scope }: { title: string | undefined; scope: GalleryView['scope'] }) {
  const { suite } = useLibrary();
  const navigate = useNavigate({ from: '/gallery' });
  const active = useGallery((state) => state.active);
  const groups = useMemo(
    () =>
      bySection(suite.filter(isCurrent)).map(({ section, tests }) => ({
        group: sectionLabel(section),
        items: tests.map((test) => test.title),
      })),
    [suite],
  );
  const onScope = (chosen: string) => {
    if (chosen === 'test') {
      const first = groups[0]?.items[0];
      const standing = active?.split('/').slice(1, -1).join('/') ?? '';
      const test = suite.some((known) => known.title === standing) ? standing : first;
      if (test !== undefined) void navigate({ search: { test } });
      return;
    }
    useGallery.setState({ scope: chosen === 'everything' ? 'everything' : 'profile' });
    if (title !== undefined) void navigate({ search: {} });
  };
  return (
    <>
      {scope === 'test' && (
        <Select
          aria-label="Test"
          className={styles.test}
          searchable
          allowDeselect={false}
          data={groups}
          value={title ?? null}
          onChange={(test) => {
            if (test !== null) void navigate({ search: { test } });
          }}
        />
      )}
      <SegmentedControl aria-label="Pictures of" data={scopes} value={scope} onChange={onScope} />
    </>
  );
}

function NothingShown({ onReset }: { onReset(): void }) {
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

function useSlotKeys(slots: readonly GallerySlot[], actions: SlotActions): void {
  const on = (act: (slot: GallerySlot) => void) => () => {
    const slot = activeSlot(slots);
    if (slot) act(slot);
  };
  const remove = on((slot) => slot.picture && actions.remove(slot));
  useKeys('Gallery', [
    {
      keys: 'Enter',
      description: 'Open the picture, or choose one',
      run: on((slot) => (slot.picture ? actions.open(slot) : actions.choose(slot))),
    },
    { keys: 'r', description: 'Review', run: on(actions.review) },
    { keys: 'c', description: 'Copy the prompt', run: on(actions.copy) },
    { keys: 'u', description: 'Choose or replace the picture', run: on(actions.choose) },
    { keys: 'Delete', description: 'Delete the picture', run: remove },
    { keys: 'Backspace', description: 'Delete the picture', hidden: true, run: remove },
  ]);
}

function activeSlot(slots: readonly GallerySlot[]): GallerySlot | undefined {
  const { active } = useGallery.getState();
  return active === undefined ? undefined : slots.find((slot) => slot.id === active);
}

/** The first empty slot from one on, then from the start. */
function nextMissing(slots: readonly GallerySlot[], from: GallerySlot | undefined): GallerySlot | undefined {
  const start = from ? slots.indexOf(from) : 0;
  return (
    slots.slice(start).find((slot) => !slot.picture) ?? slots.slice(0, start).find((slot) => !slot.picture)
  );
}

/** Another page may lead to a test's slot: it is the one that keys act on. */
function useActiveFromAddress(profile: string, title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined)
      useGallery.setState({ active: slotId(profile, title, 0), section: null, scores: anyScore });
  }, [profile, title]);
}

/** The system's file chooser, for one slot or for any. */
function useFilePicker(onFiles: (files: File[], slot: GallerySlot | undefined) => void) {
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
