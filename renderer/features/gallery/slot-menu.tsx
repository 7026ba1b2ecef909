import { Menu } from '@mantine/core';
import {
  IconCopy,
  IconListDetails,
  IconMaximize,
  IconReplace,
  IconStar,
  IconTrash,
} from '@tabler/icons-react';
import { Key } from '#renderer/components/key.tsx';
import type { GallerySlot } from './gallery-tests.ts';

export interface SlotActions {
  open(slot: GallerySlot): void;
  review(slot: GallerySlot): void;
  copy(slot: GallerySlot): void;
  choose(slot: GallerySlot): void;
  oneTest(slot: GallerySlot): void;
  remove(slot: GallerySlot): void;
}

interface SlotMenuProps {
  /** Undefined while closed. */
  opened: { slot: GallerySlot; at: { x: number; y: number } } | undefined;
  actions: SlotActions;
  onClose(): void;
}

/** What can be done with a slot; one menu for all cards, opened where one asked for it. */
export function SlotMenu({ opened, actions, onClose }: SlotMenuProps) {
  if (!opened) return null;
  const { slot, at } = opened;
  const run = (act: (slot: GallerySlot) => void) => () => act(slot);
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={4} returnFocus withinPortal width={230}>
      <Menu.Target>
        <div aria-hidden="true" style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions for ${slot.test.title}`}>
        <Menu.Label>{slot.test.title}</Menu.Label>
        {slot.picture && (
          <Menu.Item
            leftSection={<IconMaximize size={15} />}
            rightSection={<Key>↵</Key>}
            onClick={run(actions.open)}
          >
            Open large
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconStar size={15} />}
          rightSection={<Key>R</Key>}
          onClick={run(actions.review)}
        >
          Review
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={15} />}
          rightSection={<Key>C</Key>}
          onClick={run(actions.copy)}
        >
          Copy prompt
        </Menu.Item>
        <Menu.Item leftSection={<IconListDetails size={15} />} onClick={run(actions.oneTest)}>
          This test, all profiles
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconReplace size={15} />}
          rightSection={<Key>U</Key>}
          onClick={run(actions.choose)}
        >
          {slot.picture ? 'Replace picture…' : 'Choose picture…'}
        </Menu.Item>
        {slot.picture && (
          <Menu.Item
            color="resistant"
            leftSection={<IconTrash size={15} />}
            rightSection={<Key>Del</Key>}
            onClick={run(actions.remove)}
          >
            Delete picture
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
