/** Draws chosen scenes in all looks, small, side by side: `node contact-sheet.ts <out.png> <long side> <scene…>`. */
import sharp from 'sharp';
import { toJpeg } from './draw/raster.ts';
import { createStage } from './draw/stage.ts';
import { looks } from './looks/index.ts';
import { scenes } from './scenes/index.ts';

const [out = 'sheet.png', long = '480', ...wanted] = process.argv.slice(2);
const only = process.env.LOOKS?.split(',');
const chosen = looks.filter((look) => !only || only.includes(look.code));
const cells: { input: Buffer; left: number; top: number }[] = [];
let top = 0;
for (const [name, entry] of Object.entries(scenes)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const [wide, tall] = entry.ratio;
  const width = Math.round(wide >= tall ? Number(long) : (Number(long) * wide) / tall);
  const height = Math.round((width * tall) / wide);
  let left = 0;
  const started = performance.now();
  for (const look of chosen) {
    const stage = createStage(look, width, height, `${look.code} ${name}`);
    const picture = look.finish(await entry.draw(stage), stage);
    cells.push({ input: await toJpeg(picture, 90), left, top });
    left += width + 8;
  }
  console.log(name, Math.round((performance.now() - started) / chosen.length), 'ms each');
  top += height + 8;
}
const sized = await Promise.all(
  cells.map(async (cell) => ({ cell, meta: await sharp(cell.input).metadata() })),
);
const width = Math.max(...sized.map(({ cell, meta }) => cell.left + meta.width));
await sharp({ create: { width, height: top, channels: 3, background: '#101113' } })
  .composite(cells)
  .png()
  .toFile(out);
