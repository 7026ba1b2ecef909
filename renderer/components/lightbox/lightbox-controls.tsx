import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useLibrary } from '#renderer/lib/library.ts';
import { Key } from '../key.tsx';
import styles from './lightbox.module.css';
import { type LightboxDirection, type LightboxStep, stepFrom, stepsOfProfile } from './lightbox-steps.ts';
import type { Zoom } from './use-zoom.ts';

/** Zooming by hand, and how large it is. */
export function ZoomControls({ zoom }: { zoom: Zoom }) {
  return (
    <div className={styles.zoom}>
      <ActionIcon aria-label="Zoom out" title="Zoom out (-)" onClick={() => zoom.zoomBy(0.8)}>
        <IconZoomOut size={17} />
      </ActionIcon>
      <button type="button" className={styles.percent} title="Whole or one to one (Z)" onClick={zoom.toggle}>
        {zoom.percent === undefined ? '…' : `${zoom.percent} %`}
      </button>
      <ActionIcon aria-label="Zoom in" title="Zoom in (+)" onClick={() => zoom.zoomBy(1.25)}>
        <IconZoomIn size={17} />
      </ActionIcon>
    </div>
  );
}

interface SideButtonProps {
  direction: 'left' | 'right';
  step: LightboxStep;
  titles: readonly string[] | undefined;
  go(direction: LightboxDirection): void;
}

/** The way to the neighbour for the mouse; nothing where there is none. */
export function SideButton({ direction, step, titles, go }: SideButtonProps) {
  const library = useLibrary();
  if (!stepFrom(library, step, direction, titles)) return null;
  const Icon = direction === 'left' ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={styles.side}
      data-direction={direction}
      aria-label={direction === 'left' ? 'Previous picture' : 'Next picture'}
      onClick={() => go(direction)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon size={26} stroke={1.5} />
    </button>
  );
}

/** Where one stands, and the keys. */
export function Hints({ step, titles }: { step: LightboxStep; titles: readonly string[] | undefined }) {
  const library = useLibrary();
  const steps = stepsOfProfile(library, step.profile, titles);
  const position = steps.findIndex(({ test, slot }) => test === step.test && slot === step.slot);
  return (
    <div className={styles.hints}>
      <span aria-live="polite">{position < 0 ? '' : `Picture ${position + 1} of ${steps.length}`}</span>
      <span className={styles.keys}>
        <span>
          <Key>←</Key> <Key>→</Key> this profile
        </span>
        <span>
          <Key>↑</Key> <Key>↓</Key> same test, other profiles
        </span>
        <span>
          <Key>Z</Key> one to one
        </span>
      </span>
    </div>
  );
}
