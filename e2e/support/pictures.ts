import { join } from 'node:path';
import sharp from 'sharp';
import { temporaryFolder } from '#core/testing/libraries.ts';

export interface TestPicture {
  width?: number;
  height?: number;
  /** The one colour that it has. */
  colour?: string;
}

/** Writes a picture of one colour into a folder of its own, in the format of its name. */
export async function writePicture(name: string, picture: TestPicture = {}): Promise<string> {
  const { width = 640, height = 360, colour = '#2f7d6d' } = picture;
  const file = join(await temporaryFolder(), name);
  await sharp({ create: { width, height, channels: 3, background: colour } }).toFile(file);
  return file;
}
