import { createAnalysis, summarise } from '#shared/model/analysis.ts';
import { formatJson, type Json, type JsonObject } from '#shared/model/json.ts';
import { pictureName, picturesFolder } from '#shared/model/picture.ts';
import { affinityOfScore } from '#shared/model/rating.ts';
import { createTest, type SuiteTest, suiteKey } from '#shared/model/suite.ts';
import type { FakeS3 } from '../storage/testing/fake-s3.ts';

/** What was put into a bucket. */
export interface HugeBucket {
  profiles: string[];
  tests: SuiteTest[];
  pictures: number;
  analyses: number;
  backups: number;
}

export interface HugeBucketOptions {
  /** What every key begins with, with `/` at its end. */
  root: string;
  /** A picture's bytes; each key gets them with its own name behind. */
  jpeg: Uint8Array;
  /** How many objects there are to be, the suite included. */
  objects?: number;
}

const profileCount = 400;
const testCount = 240;
/** Ratings of each profile: of every eighth test. */
const ratedEvery = 8;

/** Fills a bucket with a library of 400 profiles with 240 pictures each; backups of analyses make up the number. */
export function fillHugeBucket(server: FakeS3, options: HugeBucketOptions): HugeBucket {
  const { root, jpeg, objects = 100_000 } = options;
  const tests = Array.from({ length: testCount }, (_, index) => testNumber(index));
  const profiles = Array.from({ length: profileCount }, (_, index) => `p${String(index).padStart(6, '0')}`);
  putJson(server, `${root}${suiteKey}`, tests);
  for (const [number, profile] of profiles.entries()) {
    putJson(server, `${root}profile_analyses/${profile}_analysis.json`, analysisOf(profile, number, tests));
    // Bytes after the end of a JPEG are ignored by decoders.
    server.fill(
      tests.map((test) => root + picturesFolder(profile) + pictureName(profile, test, 0)),
      (key) => Buffer.concat([jpeg, Buffer.from(key)]),
    );
  }
  const backups = Math.max(0, objects - server.objects.size);
  for (let count = 0; count < backups; count += 1) {
    const time = String(count).padStart(6, '0');
    const profile = profiles[count % profiles.length] ?? '';
    putJson(server, `${root}profile_analyses/backups/${profile}_analysis_backup_20260101_${time}.json`, {});
  }
  return { profiles, tests, pictures: profileCount * testCount, analyses: profileCount, backups };
}

function testNumber(index: number): SuiteTest {
  return createTest({
    title: `Test ${String(index + 1).padStart(3, '0')} of the huge library`,
    prompt: `A picture number ${index + 1} of a quiet landscape in the evening`,
    section: index % 2 === 0 ? 'PHOTO' : 'ART',
    params: '--ar 16:9 --v 7',
    version: 'v1',
    createdDate: '2026-01-01',
  });
}

function analysisOf(profile: string, number: number, tests: readonly SuiteTest[]): Json {
  const ratings: JsonObject = {};
  for (const [index, test] of tests.entries()) {
    if (index % ratedEvery !== 0) continue;
    const score = ((number * 7 + index * 3) % 9) + 1;
    const commentary = `A commentary of about the usual length on picture ${index} of ${profile}. `.repeat(3);
    ratings[test.title] = { affinity: affinityOfScore(score), score, confidence: 0.8, commentary };
  }
  return {
    ...createAnalysis(profile),
    profile_label: `Profile number ${number}`,
    ratings,
    affinity_summary: summarise(ratings),
  };
}

function putJson(server: FakeS3, key: string, value: Json): void {
  server.objects.put(key, new TextEncoder().encode(formatJson(value)));
}
