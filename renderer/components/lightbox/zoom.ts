export interface Size {
  width: number;
  height: number;
}

/** How a picture lies in its stage. */
export interface View {
  /** 1 shows it whole. */
  scale: number;
  /** Of the picture's centre from the stage's, in pixels. */
  x: number;
  y: number;
}

export const wholeView: View = { scale: 1, x: 0, y: 0 };

const largest = 16;

/** Stage pixels per picture pixel when the picture is shown whole. */
export function fitScale(stage: Size, picture: Size): number {
  if (picture.width === 0 || picture.height === 0) return 1;
  return Math.min(stage.width / picture.width, stage.height / picture.height);
}

/**
 * Zooms by a factor so that what lies under a point stays there.
 * @param point from the stage's centre, in pixels.
 */
export function zoomAt(
  view: View,
  factor: number,
  point: { x: number; y: number },
  stage: Size,
  picture: Size,
): View {
  const scale = Math.min(largest, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  const moved = {
    scale,
    x: point.x - (point.x - view.x) * grown,
    y: point.y - (point.y - view.y) * grown,
  };
  return keepInside(moved, stage, picture);
}

/** The view with the picture filling the stage where it can, and centred where it is smaller. */
export function keepInside(view: View, stage: Size, picture: Size): View {
  const shown = fitScale(stage, picture) * view.scale;
  return {
    scale: view.scale,
    x: within(view.x, (picture.width * shown - stage.width) / 2),
    y: within(view.y, (picture.height * shown - stage.height) / 2),
  };
}

function within(offset: number, furthest: number): number {
  return furthest <= 0 ? 0 : Math.min(furthest, Math.max(-furthest, offset));
}

/** The scale at which one picture pixel is one pixel of the screen; never smaller than whole. */
export function fullScale(stage: Size, picture: Size, pixelRatio: number): number {
  return Math.max(1, 1 / (fitScale(stage, picture) * pixelRatio));
}
