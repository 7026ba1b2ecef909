import { rm } from 'node:fs/promises';
import { prepareS3Server } from '../scripts/support/versitygw.ts';
import { benchBrowser } from './browser.ts';
import { benchCopying } from './copy.ts';
import { benchCore } from './core.ts';
import { makeBigLibrary } from './support/big-library.ts';
import { benchTeam } from './team.ts';
import { benchHugeTeam } from './team-huge.ts';
import { benchThumbnails } from './thumbnails.ts';

/** `npm run bench`: makes the big library, runs every benchmark, prints the figures. */
prepareS3Server();
const big = await makeBigLibrary();
try {
  await benchCore(big);
  await benchThumbnails();
  await benchBrowser(big);
  await benchCopying();
  await benchTeam();
  await benchHugeTeam();
} finally {
  await rm(big.folder, { recursive: true, force: true });
}
