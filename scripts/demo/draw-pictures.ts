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

const QUALITY = 76;
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
    await drawPicture(look, scene, drawn.ratio, long * 0.8, label, `${name}_${index + 1}.jpg`);
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
  await writeFile(path.join(results, look.code, file), await toJpeg(picture, QUALITY));
}
