/** Writes the default suite and the demo library's documents: `node scripts/demo/write-library.ts`. Pictures are drawn first. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describePalette } from './story/palette.ts';
import type { ProfileStory, ToldRating, ToldVoid } from './story/profile-story.ts';
import { cinemaStory } from './story/profiles/cinema.ts';
import { filmStory } from './story/profiles/film.ts';
import { neutralStory } from './story/profiles/neutral.ts';
import { pastelStory } from './story/profiles/pastel.ts';
import { posterStory } from './story/profiles/poster.ts';
import { fileTitle, type SuiteTest, suite, toCanonicalJson } from './story/suite.ts';

interface WrittenRating {
  readonly affinity: Affinity;
  readonly score: number;
  readonly confidence: number | string;
  readonly commentary: string;
  readonly rendering_style?: number;
  readonly color_palette: string;
  readonly 'color-palette': string;
}

type Affinity = 'native_fit' | 'workable' | 'resistant';

const resources = path.resolve(import.meta.dirname, '../../resources');
const library = path.join(resources, 'demo-library');
const tests = suite.map(({ test }) => test);

await mkdir(path.join(library, 'profile_analyses'), { recursive: true });
await mkdir(path.join(library, 'profile_tester'), { recursive: true });
await writeFile(path.join(resources, 'default-suite.json'), toCanonicalJson(tests));
await writeFile(path.join(library, 'test_prompts.json'), toCanonicalJson(tests));
for (const story of [cinemaStory, posterStory, filmStory, pastelStory, neutralStory]) {
  const document = await analysisOf(story);
  await writeFile(
    path.join(library, 'profile_analyses', `${story.code}_analysis.json`),
    toCanonicalJson(document),
  );
}
await writeFile(
  path.join(library, 'profile_tester', 'library.json'),
  toCanonicalJson({
    version: 1,
    name: 'Demo library',
    note: 'The pictures in this library were drawn by a program. They were not made by Midjourney.',
  }),
);

async function analysisOf(story: ProfileStory): Promise<Record<string, unknown>> {
  const ratings: Record<string, WrittenRating> = {};
  for (const { test, scene } of suite) {
    const told = scene
      ? story.ratings[scene]
      : story.unprompted[test.section === 'VOID_PHOTO' ? 'photo' : 'art'];
    if (told) ratings[test.title] = await writtenRating(story.code, test, told);
  }
  const having = (affinity: Affinity): string[] =>
    Object.keys(ratings).filter((title) => ratings[title]?.affinity === affinity);
  return {
    profile_id: story.code,
    profile_label: story.label,
    profile_dna: story.dna,
    ratings,
    affinity_summary: {
      native_fit: having('native_fit'),
      workable: having('workable'),
      resistant: having('resistant'),
    },
    analysis_version: '2.3-signature',
  };
}

async function writtenRating(
  code: string,
  test: SuiteTest,
  told: ToldRating | ToldVoid,
): Promise<WrittenRating> {
  const [score, confidence, commentary, style] = told;
  const suffix = style === undefined ? '' : '_1';
  const file = path.join(library, 'profile_results', code, `${code}_${fileTitle(test.title)}${suffix}.jpg`);
  const palette = await describePalette(await readFile(file));
  return {
    affinity: score >= 8 ? 'native_fit' : score >= 5 ? 'workable' : 'resistant',
    score,
    confidence,
    commentary,
    ...(style === undefined ? {} : { rendering_style: style }),
    color_palette: palette,
    'color-palette': palette,
  };
}
