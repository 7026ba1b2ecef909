/**
 * A process that copies between a folder and a bucket until it is done or killed:
 * `node copying-child.ts up|down <folder> <state folder> <server as JSON>`.
 */
import type { CopyEnd } from '#shared/model/library-copy.ts';
import { createLibraryCopies } from '../copy/library-copies.ts';
import { createJobs } from '../jobs.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { openTestBackend, type TestServer } from '../storage/testing/test-server.ts';

const [direction, folder = '', stateFolder = '', server = ''] = process.argv.slice(2);
const { url, bucket, region, accessKeyId, secretAccessKey } = JSON.parse(server) as TestServer;
const copies = createLibraryCopies({
  jobs: createJobs(() => undefined),
  stateFolder,
  openEnd: async (end) => ({
    name: end.kind,
    place: end.kind,
    backend:
      end.kind === 'folder'
        ? await openLocalFolder(end.folder)
        : openTestBackend({ url, bucket, region, accessKeyId, secretAccessKey }),
    writeProtection: null,
    oddKeys: [],
  }),
});
const ends: CopyEnd[] = [{ kind: 'folder', folder }, { kind: 'bucket' }];
const [from, to] = direction === 'up' ? ends : ends.reverse();
if (!from || !to) throw new Error('A copy has two ends.');
const plan = await copies.plan(from, to);
copies.start({ plan: plan.id, rule: 'take-source', exceptions: [] });
