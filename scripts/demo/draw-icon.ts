/** Renders `resources/icon.svg` into `resources/icon.png`: `node scripts/demo/draw-icon.ts`. */
import path from 'node:path';
import sharp from 'sharp';

const resources = path.resolve(import.meta.dirname, '../../resources');
await sharp(path.join(resources, 'icon.svg'))
  .resize(1024, 1024)
  .png({ compressionLevel: 9 })
  .toFile(path.join(resources, 'icon.png'));
