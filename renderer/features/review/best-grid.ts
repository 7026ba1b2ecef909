/** How many equal boxes fit a room best. */
interface GridFit {
  columns: number;
  /** Of one box, in whole pixels. */
  width: number;
  height: number;
}

/**
 * The number of columns that shows `count` boxes of one ratio (width over height) as large as possible.
 * @param gap pixels between boxes.
 */
export function bestGrid(
  room: { width: number; height: number },
  count: number,
  ratio: number,
  gap: number,
): GridFit {
  const fits = Array.from({ length: count }, (_, index): GridFit => {
    const columns = index + 1;
    const rows = Math.ceil(count / columns);
    const byWidth = (room.width - gap * (columns - 1)) / columns;
    const byHeight = ((room.height - gap * (rows - 1)) / rows) * ratio;
    const width = Math.max(0, Math.floor(Math.min(byWidth, byHeight)));
    return { columns, width, height: Math.floor(width / ratio) };
  });
  return fits.reduce((best, fit) => (fit.width > best.width ? fit : best));
}
