import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { isFailure } from '../../failure.ts';
import { openLocalFolder } from '../local-folder.ts';

/**
 * Started by a test that will kill it: raises the count in a document and adds it to a log, again and again,
 * and says each count on standard output as soon as both are durable.
 */
const [root = '', name = ''] = process.argv.slice(2);
const document = `documents/${name}.json`;
const log = `logs/${name}.jsonl`;

const backend = await openLocalFolder(root);
let { count, version } = await readCount();
for (;;) {
  count += 1;
  const filler = String(count).repeat(2_000 + (count % 7) * 1_500);
  const check = createHash('sha256').update(filler).digest('hex');
  const bytes = Buffer.from(JSON.stringify({ count, filler, check }));
  ({ version } = await backend.write(document, bytes, { ifVersion: version }));
  await backend.append(log, Buffer.from(`\n${count}\n`));
  writeSync(1, `${count}\n`);
}

async function readCount(): Promise<{ count: number; version: string }> {
  try {
    const { bytes, version } = await backend.read(document);
    return { count: JSON.parse(Buffer.from(bytes).toString()).count, version };
  } catch (error) {
    if (isFailure(error, 'not-found')) return { count: 0, version: 'absent' };
    throw error;
  }
}
