import { z } from 'zod';

const windowStateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
  isMaximized: z.boolean(),
});

/** Where the window was when it was closed, in device-independent pixels. */
export type WindowState = z.infer<typeof windowStateSchema>;

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

const usualSize = { width: 1440, height: 900 };

/** So much of the window must lie on a screen for the user to get hold of it. */
const reachable = { width: 120, height: 60 };

/** The stored state; undefined when there is none or it is malformed. */
export function readWindowState(stored: unknown): WindowState | undefined {
  return windowStateSchema.safeParse(stored).data;
}

/**
 * Where to open the window: where it was, unless that screen is gone; else in the middle of the first one.
 * @param screens the work areas, the primary one first.
 */
export function placeWindow(
  state: WindowState | undefined,
  screens: readonly Area[],
): Partial<Area> & typeof usualSize {
  if (state && screens.some((screen) => isReachable(state, screen))) {
    const { x, y, width, height } = state;
    return { x, y, width, height };
  }
  const wished = state ?? usualSize;
  const [first = { ...usualSize }] = screens;
  return { width: Math.min(wished.width, first.width), height: Math.min(wished.height, first.height) };
}

/** Whether the window's title bar can be taken hold of on this screen. */
function isReachable(window: Area, screen: Area): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const isTopInside = window.y >= screen.y && window.y + reachable.height <= screen.y + screen.height;
  return isTopInside && width >= reachable.width;
}
