/**
 * Draws the demo library's pictures:
 * `node scripts/demo/draw-pictures.ts [--long 960] [--profile <code>] [--test <title>]`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { toJpeg } from './draw/raster.ts';
import { createStage, type Look } from './draw/stage.ts';
import { looks } from './looks/index.ts';
import { scenes } from './scenes/index.ts';
import { missingPictures, unpromptedScenes } from './story/gaps.ts';
import { type DrawnTest, fileTitle, suite } from './story/suite.ts';

/** Tried in turn until a picture is small enough; the last one is taken anyway. */
const QUALITIES = [80, 74, 68, 62, 56];
const ENOUGH_BYTES = 48_000;
/** Where the subject stands in answers to the empty prompt, so that one scene never comes back the same. */
const FRAMES = [0.3, -0.35, 0, -0.45, 0.45, -0.1, -0.3, 0.2];
const results = path.resolve(import.meta.dirname, '../../resources/demo-library/profile_results');
const { values } = parseArgs({
  options: {
    long: { type: 'string', default: '960' },
    profile: { type: 'string' },
    test: { type: 'string' },
  },
});

for (const look of looks) {
  if (values.profile && !values.profile.split(',').includes(look.code)) continue;
  await mkdir(path.join(results, look.code), { recursive: true });
  for (const drawn of suite) {
    if (values.test && drawn.test.title !== values.test && drawn.scene !== values.test) continue;
    await drawTest(look, drawn, Number(values.long));
  }
  console.log(`${look.code} drawn`);
}

async function drawTest(look: Look, drawn: DrawnTest, long: number): Promise<void> {
  const { title, section } = drawn.test;
  if (missingPictures[look.code]?.includes(title)) return;
  const name = `${look.code}_${fileTitle(title)}`;
  if (section === 'PHOTO' || section === 'ART') {
    await drawPicture(
      look,
      drawn.scene ?? '',
      drawn.ratio,
      long,
      `${look.code} ${drawn.scene}`,
      `${name}.jpg`,
    );
    return;
  }
  for (const [index, scene] of (unpromptedScenes[look.code]?.[section] ?? []).entries()) {
    const label = `${look.code} ${section} ${index + 1}`;
    const framed = {
      ...look,
      shift: FRAMES[index % FRAMES.length] ?? 0,
      zoom: look.zoom * (index % 2 === 0 ? 1.08 : 0.86),
    };
    await drawPicture(framed, scene, drawn.ratio, long * 0.75, label, `${name}_${index + 1}.jpg`);
  }
}

async function drawPicture(
  look: Look,
  scene: string,
  ratio: readonly [number, number],
  long: number,
  label: string,
  file: string,
): Promise<void> {
  const entry = scenes[scene];
  if (!entry) throw new Error(`No scene is called "${scene}".`);
  const scale = long / Math.max(...ratio);
  const stage = createStage(look, Math.round(ratio[0] * scale), Math.round(ratio[1] * scale), label);
  const picture = look.finish(await entry.draw(stage), stage);
  let bytes: Buffer = Buffer.alloc(0);
  for (const quality of QUALITIES) {
    bytes = await toJpeg(picture, quality);
    if (bytes.length <= ENOUGH_BYTES) break;
  }
  await writeFile(path.join(results, look.code, file), bytes);
}
