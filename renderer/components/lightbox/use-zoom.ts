import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { fitScale, fullScale, keepInside, type Size, type View, wholeView, zoomAt } from './zoom.ts';

export interface Zoom {
  view: View;
  /** Stage pixels per picture pixel as the screen counts them, in per cent; undefined while unknown. */
  percent: number | undefined;
  /** For the element that the picture lies in. */
  stageRef: (element: HTMLDivElement | null) => void;
  handlers: {
    onPointerDown(event: ReactPointerEvent<HTMLDivElement>): void;
    onPointerMove(event: ReactPointerEvent<HTMLDivElement>): void;
    onPointerUp(event: ReactPointerEvent<HTMLDivElement>): void;
    onDoubleClick(event: React.MouseEvent<HTMLDivElement>): void;
  };
  setPicture(size: Size): void;
  zoomBy(factor: number): void;
  /** Between whole and one to one. */
  toggle(): void;
  reset(): void;
}

const centre = { x: 0, y: 0 };

/** Zooming and panning of one picture by wheel, drag and calls. */
export function useZoom(): Zoom {
  const [view, setView] = useState(wholeView);
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const [picture, setPicture] = useState<Size>({ width: 0, height: 0 });
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);
  const size = useStageSize(stage);

  const zoom = useCallback(
    (factor: number, point: { x: number; y: number }) =>
      setView((current) => zoomAt(current, factor, point, size, picture)),
    [size, picture],
  );

  useEffect(() => {
    if (!stage) return undefined;
    // React listens to the wheel passively, and the page must not scroll or zoom along.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), pointIn(stage, event));
    };
    stage.addEventListener('wheel', onWheel, { passive: false });
    return () => stage.removeEventListener('wheel', onWheel);
  }, [stage, zoom]);

  const full = fullScale(size, picture, window.devicePixelRatio);
  const toggleAt = (point: { x: number; y: number }) => {
    if (view.scale > 1) setView(wholeView);
    else zoom(full > 1 ? full : 2, point);
  };

  return {
    view,
    percent:
      picture.width > 0 && size.width > 0
        ? Math.round(100 * fitScale(size, picture) * view.scale * window.devicePixelRatio)
        : undefined,
    stageRef: setStage,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0 || view.scale === 1) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove(event) {
        const from = drag.current;
        if (!from) return;
        drag.current = { x: event.clientX, y: event.clientY };
        const moved = { x: event.clientX - from.x, y: event.clientY - from.y };
        setView((current) =>
          keepInside({ ...current, x: current.x + moved.x, y: current.y + moved.y }, size, picture),
        );
      },
      onPointerUp() {
        drag.current = undefined;
      },
      onDoubleClick(event) {
        toggleAt(pointIn(event.currentTarget, event));
      },
    },
    setPicture,
    zoomBy: (factor) => zoom(factor, centre),
    toggle: () => toggleAt(centre),
    reset: () => setView(wholeView),
  };
}

function useStageSize(stage: HTMLDivElement | null): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (!stage) return undefined;
    const observer = new ResizeObserver(() =>
      setSize({ width: stage.clientWidth, height: stage.clientHeight }),
    );
    observer.observe(stage);
    return () => observer.disconnect();
  }, [stage]);
  return size;
}

function pointIn(stage: HTMLElement, event: { clientX: number; clientY: number }): { x: number; y: number } {
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
}
