import { ActionIcon, Modal } from '@mantine/core';
import { IconLayoutSidebarRight, IconMaximize, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { copyText } from '#renderer/lib/clipboard.ts';
import { useLibrary } from '#renderer/lib/library.ts';
import { notifyDone } from '#renderer/lib/notify.ts';
import { selectProfile } from '#renderer/lib/selection.ts';
import { useKeys } from '#renderer/lib/use-keys.ts';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import { labelOf } from '#shared/model/analysis.ts';
import { findTest } from '#shared/model/suite.ts';
import { Key } from '../key.tsx';
import styles from './lightbox.module.css';
import { Hints, SideButton, ZoomControls } from './lightbox-controls.tsx';
import { LightboxPanel } from './lightbox-panel.tsx';
import { LightboxPicture } from './lightbox-picture.tsx';
import {
  describeSlot,
  type LightboxDirection,
  type LightboxStep,
  pictureAt,
  stepFrom,
} from './lightbox-steps.ts';
import {
  closeLightbox,
  type LightboxOpening,
  moveLightbox,
  toggleLightboxPanel,
  useLightbox,
} from './lightbox-store.ts';
import { forgetPreloaded, preloadPicture } from './preload.ts';
import { useZoom, type Zoom } from './use-zoom.ts';

/** The place where `openLightbox` shows pictures; one on a page. */
export function LightboxHost() {
  const opening = useLightbox((state) => state.opening);
  const library = useLibrary();
  const step = opening && pictureAt(library, opening.at);
  useEffect(() => closeLightbox, []);
  useEffect(() => {
    // The picture may go away while it is shown, by undo or by another program.
    if (opening && !step) closeLightbox();
  }, [opening, step]);
  return (
    <Modal.Root
      opened={step !== undefined}
      onClose={closeLightbox}
      fullScreen
      zIndex={300}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Content radius={0} aria-label="Picture">
        {step && opening && <Lightbox step={step} opening={opening} />}
      </Modal.Content>
    </Modal.Root>
  );
}

function Lightbox({ step, opening }: { step: LightboxStep; opening: LightboxOpening }) {
  const library = useLibrary();
  const navigate = useNavigate();
  const hasPanel = useLightbox((state) => state.hasPanel);
  const root = useRef<HTMLDivElement>(null);
  const zoom = useZoom();
  const { profile, test: title, picture } = step;
  const test = findTest(library.suite, title);
  const { titles } = opening;

  const go = (direction: LightboxDirection) => {
    const next = stepFrom(library, step, direction, titles);
    if (!next) return;
    // Up and down compare the same picture, so the same detail stays in view.
    if (direction === 'left' || direction === 'right') zoom.reset();
    moveLightbox({ profile: next.profile, test: next.test, slot: next.slot });
  };
  const review = useCallback(() => {
    selectProfile(profile);
    closeLightbox();
    void navigate({ to: '/review', search: { test: title } });
  }, [navigate, profile, title]);
  const copy = useCallback(() => {
    if (test) void copyPrompt(fullPrompt(test, profile));
  }, [test, profile]);
  const toggleFullScreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void root.current?.closest<HTMLElement>('[role="dialog"]')?.requestFullscreen();
  };

  usePreloading(step, titles);
  const inDialogs = true;
  useKeys('Picture', [
    { keys: 'ArrowRight', description: 'Next picture of the profile', run: () => go('right'), inDialogs },
    { keys: 'ArrowLeft', description: 'Previous picture of the profile', run: () => go('left'), inDialogs },
    { keys: 'ArrowDown', description: 'Same test, next profile', run: () => go('down'), inDialogs },
    { keys: 'ArrowUp', description: 'Same test, previous profile', run: () => go('up'), inDialogs },
    { keys: 'Plus', description: 'Zoom in', run: () => zoom.zoomBy(1.25), inDialogs },
    { keys: '=', description: 'Zoom in', run: () => zoom.zoomBy(1.25), hidden: true, inDialogs },
    { keys: '-', description: 'Zoom out', run: () => zoom.zoomBy(0.8), inDialogs },
    { keys: '0', description: 'Whole picture', run: zoom.reset, inDialogs },
    { keys: 'z', description: 'Whole or one to one', run: zoom.toggle, inDialogs },
    { keys: 'f', description: 'Full screen', run: toggleFullScreen, inDialogs },
    { keys: 'i', description: 'About this picture', run: toggleLightboxPanel, inDialogs },
    { keys: 'c', description: 'Copy the prompt', run: copy, inDialogs },
    { keys: 'r', description: 'Review', run: review, inDialogs },
  ]);

  const label = labelOf(Object.hasOwn(library.analyses, profile) ? library.analyses[profile] : undefined);
  const slot = describeSlot(test, step.slot);
  return (
    <div ref={root} className={styles.lightbox} tabIndex={-1} data-autofocus>
      <div className={styles.main}>
        <div className={styles.bar}>
          <div className={styles.caption}>
            <strong>{title}</strong>
            {slot !== '' && <span>{slot}</span>}
            <span className={styles.profile}>{profile}</span>
            <span className={styles.label}>{label}</span>
          </div>
          <ZoomControls zoom={zoom} />
          <ActionIcon aria-label="Full screen" title="Full screen (F)" onClick={toggleFullScreen}>
            <IconMaximize size={17} />
          </ActionIcon>
          <ActionIcon
            aria-label="About this picture"
            title="About this picture (I)"
            aria-pressed={hasPanel}
            onClick={toggleLightboxPanel}
          >
            <IconLayoutSidebarRight size={17} />
          </ActionIcon>
          <button type="button" className={styles.close} onClick={closeLightbox}>
            <IconX size={17} aria-hidden="true" />
            Close <Key>Esc</Key>
          </button>
        </div>
        <div
          ref={zoom.stageRef}
          className={styles.stage}
          data-zoomed={zoom.view.scale > 1}
          {...zoom.handlers}
        >
          <div className={styles.moving} style={{ transform: transformOf(zoom) }}>
            <LightboxPicture
              key={`${picture.id} ${picture.stamp}`}
              picture={picture}
              alt={`${title}, ${profile}`}
              thumbnail={opening.thumbnailWidth}
              onSize={zoom.setPicture}
            />
          </div>
          <SideButton direction="left" step={step} titles={titles} go={go} />
          <SideButton direction="right" step={step} titles={titles} go={go} />
        </div>
        <Hints step={step} titles={titles} />
      </div>
      {hasPanel && <LightboxPanel library={library} step={step} onReview={review} onCopy={copy} />}
    </div>
  );
}

async function copyPrompt(prompt: string): Promise<void> {
  notifyDone((await copyText(prompt)) ? 'Prompt copied.' : 'The clipboard cannot be reached.');
}

function transformOf({ view }: Zoom): string {
  return `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
}

/** Loads the neighbours once the picture itself is on its way, nearest first. */
function usePreloading(step: LightboxStep, titles: readonly string[] | undefined): void {
  const library = useLibrary();
  useEffect(() => {
    preloadPicture(step.picture);
    const next = stepFrom(library, step, 'right', titles);
    const neighbours = [
      next,
      stepFrom(library, step, 'down', titles),
      stepFrom(library, step, 'left', titles),
      stepFrom(library, step, 'up', titles),
      next && stepFrom(library, next, 'right', titles),
    ];
    const timer = setTimeout(() => {
      for (const neighbour of neighbours) if (neighbour) preloadPicture(neighbour.picture);
    }, 0);
    return () => clearTimeout(timer);
  }, [library, step, titles]);
  useEffect(() => forgetPreloaded, []);
}
