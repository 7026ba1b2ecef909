import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createAnalysis, summarise } from '#shared/model/analysis.ts';
import { formatJson, type Json, type JsonObject } from '#shared/model/json.ts';
import { pictureName } from '#shared/model/picture.ts';
import { affinityOfScore } from '#shared/model/rating.ts';
import { createTest, type SuiteTest } from '#shared/model/suite.ts';

export interface BigLibrary {
  folder: string;
  profiles: string[];
  tests: SuiteTest[];
}

/** A library of many profiles and tests, every slot filled and rated, with small but distinct pictures. */
export async function makeBigLibrary(profileCount = 200, testCount = 50): Promise<BigLibrary> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-tester-bench-'));
  const tests = Array.from({ length: testCount }, (_, index) =>
    createTest({
      title: `Test ${String(index + 1).padStart(2, '0')} of the bench`,
      prompt: `A picture number ${index + 1} of a quiet landscape in the evening`,
      section: index % 2 === 0 ? 'PHOTO' : 'ART',
      params: '--ar 16:9 --v 7',
      version: 'v1',
      createdDate: '2026-01-01',
    }),
  );
  const profiles = Array.from({ length: profileCount }, (_, index) => `p${String(index).padStart(6, '0')}`);
  await write(folder, 'test_prompts.json', tests);
  const looks = await Promise.all(Array.from({ length: 64 }, (_, index) => drawPicture(index)));
  for (const [number, profile] of profiles.entries())
    await writeProfile(folder, profile, number, tests, looks);
  return { folder, profiles, tests };
}

async function writeProfile(
  folder: string,
  profile: string,
  number: number,
  tests: SuiteTest[],
  looks: Buffer[],
): Promise<void> {
  const ratings: JsonObject = {};
  const pictures = join(folder, 'profile_results', profile);
  await mkdir(pictures, { recursive: true });
  await Promise.all(
    tests.map(async (test, index) => {
      const score = ((number * 7 + index * 3) % 9) + 1;
      ratings[test.title] = {
        affinity: affinityOfScore(score),
        score,
        confidence: 0.8,
        commentary: `A commentary of about the usual length on picture ${index} of ${profile}. `.repeat(4),
      };
      const look = looks[(number * 31 + index) % looks.length] ?? Buffer.alloc(0);
      // Bytes after the end of a JPEG are ignored by decoders, and make every file's content its own.
      await writeFile(
        join(pictures, pictureName(profile, test, 0)),
        Buffer.concat([look, Buffer.from(`${profile}${index}`)]),
      );
    }),
  );
  const analysis = { ...createAnalysis(profile), profile_label: `Bench profile ${number}`, ratings };
  await write(folder, `profile_analyses/${profile}_analysis.json`, {
    ...analysis,
    affinity_summary: summarise(ratings),
  });
}

function drawPicture(index: number): Promise<Buffer> {
  const hue = (index * 47) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="270">
    <rect width="480" height="270" fill="hsl(${hue} 30% 25%)"/>
    <circle cx="${(index * 61) % 480}" cy="${(index * 37) % 270}" r="90" fill="hsl(${(hue + 60) % 360} 60% 60%)"/>
    <rect y="${120 + (index % 60)}" width="480" height="160" fill="hsl(${(hue + 20) % 360} 35% 15%)"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

async function write(folder: string, key: string, value: unknown): Promise<void> {
  const path = join(folder, key);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, formatJson(value as Json));
}
