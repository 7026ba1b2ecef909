import { describeBackend } from './conformance.ts';
import { openLocalFolder } from './local-folder.ts';
import { makeTestFolder } from './testing/test-folder.ts';

describeBackend('folder', async () => {
  const folder = await makeTestFolder();
  return {
    backend: await openLocalFolder(folder.root),
    peer: await openLocalFolder(folder.root),
    fill: folder.fill,
    outside: folder.outside,
    dispose: folder.dispose,
  };
});
