import type { Job } from '#shared/model/job.ts';
import type { PictureService } from '../images/picture-service.ts';
import type { Jobs } from '../jobs.ts';
import type { LibrarySession } from './library-session.ts';

/** Makes the thumbnails of the whole library in the background, so that browsing waits for none. */
export function preparePictures(session: LibrarySession, pictures: PictureService, jobs: Jobs): Job {
  const ids = session.pictures
    .profiles()
    .flatMap((profile) => session.pictures.files(profile) ?? [])
    .map((file) => file.id);
  return jobs.start('Preparing thumbnails', async (progress) => {
    const result = await pictures.prepare(
      ids,
      ({ done, total }) => progress.advance(done, total),
      progress.signal,
    );
    for (const { id, error } of result.failed) {
      progress.problem(session.pictures.lookup(id)?.name ?? id, error);
    }
    const ready = result.made + result.cached;
    return `${ready.toLocaleString('en')} pictures ready${result.failed.length > 0 ? `, ${result.failed.length} could not be read` : ''}`;
  });
}

/** The palettes that could be measured, hex by id; pictures that cannot be read are left out. */
export async function readPalettes(
  pictures: PictureService,
  ids: string[],
): Promise<Record<string, string[]>> {
  // Colours come after the pictures that somebody waits to see.
  const palettes = await pictures.palettes(ids, { priority: 'background' });
  const entries = [...palettes].flatMap(([id, result]) =>
    result.ok ? [[id, result.value.map((swatch) => swatch.hex)] as const] : [],
  );
  return Object.fromEntries(entries);
}
