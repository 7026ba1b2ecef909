import { openLocalFolder } from '../local-folder.ts';
import { addTo } from './documents.ts';

/** Started by a test: adds `<name>-0` … `<name>-<times - 1>` to a JSON list, retrying on conflict. */
const [root = '', key = '', name = '', times = '0'] = process.argv.slice(2);

const backend = await openLocalFolder(root);
for (let turn = 0; turn < Number(times); turn++) await addTo(backend, key, `${name}-${turn}`);
await backend.close();
