import { useKeys } from '#renderer/lib/use-keys.ts';
import { useGallery } from './gallery-store.ts';
import type { GallerySlot } from './gallery-tests.ts';
import type { SlotActions } from './slot-menu.tsx';

/** The keys that act on the slot one stands on. */
export function useSlotKeys(slots: readonly GallerySlot[], actions: SlotActions): void {
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

/** The slot that one stands on, while it is shown. */
export function activeSlot(slots: readonly GallerySlot[]): GallerySlot | undefined {
  const { active } = useGallery.getState();
  return active === undefined ? undefined : slots.find((slot) => slot.id === active);
}

/** The slot under the pointer. */
export function hoveredSlot(slots: readonly GallerySlot[]): GallerySlot | undefined {
  const card = document.querySelector<HTMLElement>('[data-slot]:hover');
  return card ? slots.find((slot) => slot.id === card.dataset.slot) : undefined;
}

/** The first empty slot from one on, then from the start. */
export function nextMissing(
  slots: readonly GallerySlot[],
  from: GallerySlot | undefined,
): GallerySlot | undefined {
  const start = from ? slots.indexOf(from) : 0;
  return (
    slots.slice(start).find((slot) => !slot.picture) ?? slots.slice(0, start).find((slot) => !slot.picture)
  );
}
