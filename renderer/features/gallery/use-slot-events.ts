import { type DragEvent, type MouseEvent, type PointerEvent, useRef } from 'react';
import { preloadPicture } from '#renderer/components/lightbox/preload.ts';
import { carriesFiles } from './dropped-files.ts';
import { useGallery } from './gallery-store.ts';
import type { GallerySlot } from './gallery-tests.ts';

export interface SlotEvents {
  onOpen(slot: GallerySlot): void;
  /** Asks for files for an empty slot. */
  onChoose(slot: GallerySlot): void;
  /** At a point of the window, in pixels. */
  onMenu(slot: GallerySlot, at: { x: number; y: number }): void;
  onDrop(slot: GallerySlot, data: DataTransfer): void;
}

/** One set of listeners for all cards: the event's target says which slot and which act is meant. */
export function useSlotEvents(slots: ReadonlyMap<string, GallerySlot>, events: SlotEvents) {
  const target = useRef<HTMLElement | undefined>(undefined);
  const slotOf = (event: { target: EventTarget }) => slots.get(cardOf(event)?.dataset.slot ?? '');
  const markTarget = (card: HTMLElement | undefined) => {
    if (target.current === card) return;
    target.current?.removeAttribute('data-drop');
    card?.setAttribute('data-drop', '');
    target.current = card;
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const picture = slotOf(event)?.picture;
      // The click comes some ten milliseconds later: time in which the picture can be on its way.
      if (picture && event.button === 0 && actOf(event) !== 'menu') preloadPicture(picture);
    },
    onClick(event: MouseEvent<HTMLElement>) {
      const slot = slotOf(event);
      if (!slot) return;
      useGallery.setState({ active: slot.id });
      if (actOf(event) === 'menu') events.onMenu(slot, belowTarget(event.target));
      else if (slot.picture) events.onOpen(slot);
      else if (actOf(event) === 'choose' || event.detail === 0) events.onChoose(slot);
    },
    onDoubleClick(event: MouseEvent<HTMLElement>) {
      const slot = slotOf(event);
      if (slot && !slot.picture) events.onChoose(slot);
    },
    onContextMenu(event: MouseEvent<HTMLElement>) {
      // From the keyboard the event comes from the grid and means the active slot.
      const slot = slotOf(event) ?? slots.get(useGallery.getState().active ?? '');
      if (!slot) return;
      event.preventDefault();
      useGallery.setState({ active: slot.id });
      events.onMenu(slot, { x: event.clientX, y: event.clientY });
    },
    onDragOver(event: DragEvent<HTMLElement>) {
      if (carriesFiles(event.dataTransfer)) markTarget(cardOf(event));
    },
    onDragLeave(event: DragEvent<HTMLElement>) {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) markTarget(undefined);
    },
    onDrop(event: DragEvent<HTMLElement>) {
      markTarget(undefined);
      const slot = slotOf(event);
      if (!slot || !carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.stopPropagation();
      events.onDrop(slot, event.dataTransfer);
    },
  };
}

function cardOf(event: { target: EventTarget }): HTMLElement | undefined {
  if (!(event.target instanceof Element)) return undefined;
  return event.target.closest<HTMLElement>('[data-slot]') ?? undefined;
}

function actOf(event: { target: EventTarget }): string | undefined {
  if (!(event.target instanceof Element)) return undefined;
  return event.target.closest<HTMLElement>('[data-act]')?.dataset.act;
}

function belowTarget(target: EventTarget): { x: number; y: number } {
  if (!(target instanceof Element)) return { x: 0, y: 0 };
  const box = target.getBoundingClientRect();
  return { x: box.left, y: box.bottom };
}
