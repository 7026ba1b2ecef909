/** Writes the licences of everything that the built app contains to `resources/licences.txt`. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const lockfile = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), version: z.string().optional() })),
});
const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
});

const { packages } = lockfile.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
const shipped = Object.entries(packages).filter(
  ([path, { dev }]) => path.startsWith('node_modules/') && !dev,
);
const texts = await Promise.all(shipped.map(([path]) => describePackage(join(root, path))));
const own = await readFile(join(root, 'LICENSE'), 'utf8');
const parts = texts.filter((text) => text !== undefined).sort();
await writeFile(
  join(root, 'resources/licences.txt'),
  [`Midjourney Profile Tester\n\n${own}`, ...parts].join(`\n${'='.repeat(80)}\n\n`),
);
console.log(`licences of ${parts.length} packages collected`);

/** Undefined for packages of other platforms, which are in the lockfile but not installed. */
async function describePackage(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return undefined;
  const { name, version, license } = manifest.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  );
  const file = names.find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license ?? 'see below'})\n\n${text.trim()}\n`;
}
