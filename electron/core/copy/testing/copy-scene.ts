import { afterEach, beforeEach } from 'vitest';
import { type FakeS3, startFakeS3 } from '../../storage/testing/fake-s3.ts';
import { makeTestFolder, type TestFolder } from '../../storage/testing/test-folder.ts';
import {
  bucketPlace,
  folderPlace,
  memoryPlace,
  type TestCopies,
  type TestPlace,
  testCopies,
} from './copies.ts';

/** Where the library lies in the fake's bucket. */
export const root = 'team/library/';

/** A small library, as text by key. */
export const library: Record<string, string> = {
  'test_prompts.json': '[]',
  'profile_analyses/abc_analysis.json': '{"profile_id": "abc"}',
  'profile_results/abc/abc_One.jpg': 'picture one',
  'profile_results/abc/abc_Two.jpg': 'picture two',
  'profile_tester/history/device.jsonl': '{"id":1}\n',
};

/** An empty folder, an empty bucket on a fake of its own, and copying between them. */
export interface CopyScene {
  fake: FakeS3;
  folder: TestFolder;
  disk: TestPlace;
  bucket: TestPlace;
  test: TestCopies;
  /** What the bucket holds at a key of the library. */
  objectText(key: string): string | undefined;
}

/** Makes a new scene for each test of the file that calls this. */
export function copySceneForEachTest(): CopyScene {
  const scene = {
    objectText(key) {
      const object = scene.fake.objects.get(root + key);
      return object && Buffer.from(object.bytes).toString();
    },
  } as CopyScene;
  beforeEach(async () => {
    scene.fake = await startFakeS3();
    scene.folder = await makeTestFolder();
    scene.disk = folderPlace(scene.folder.root);
    scene.bucket = bucketPlace(scene.fake);
    scene.test = await testCopies({ disk: scene.disk, bucket: scene.bucket, memory: memoryPlace() });
  });
  afterEach(async () => {
    await scene.test.jobs.close();
    await scene.test.copies.close();
    await scene.fake.stop();
    await scene.folder.dispose();
  });
  return scene;
}
