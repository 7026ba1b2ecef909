import type { PictureService } from '../images/picture-service.ts';
import type { TeamLibrary } from './team-library.ts';

/** As many as a first screen shows, all at once; the others come when they are scrolled to. */
const mostPictures = 48;

/** Fetches the pictures of the profile in view before the page asks for them; see `fetchAhead`. */
export function fetchProfileAhead(
  team: TeamLibrary,
  pictures: PictureService,
  profile: string,
): Promise<void> {
  const files = team.session.pictures.files(profile) ?? [];
  return fetchAhead(
    team,
    pictures,
    files.map(({ id }) => id),
  );
}

/**
 * Fetches pictures that are about to be shown and have never been here. Best effort and never rejects: what is
 * wrong with a picture is told to whoever shows it.
 */
export async function fetchAhead(
  team: TeamLibrary,
  pictures: PictureService,
  ids: readonly string[],
): Promise<void> {
  const keys = await Promise.all(ids.map((id) => keyToFetch(team, pictures, id)));
  const wanted = keys.filter((key) => key !== undefined).slice(0, mostPictures);
  await Promise.allSettled(wanted.map((key) => team.session.backend.read(key)));
}

/** The picture's key in the bucket; undefined when it is here already. */
async function keyToFetch(
  { session, remote, cache }: TeamLibrary,
  pictures: PictureService,
  id: string,
): Promise<string | undefined> {
  const key = session.pictures.lookup(id)?.key;
  const version = key === undefined ? undefined : remote.get(key)?.version;
  if (key === undefined || version === undefined) return undefined;
  return (await pictures.wasRead(id)) || (await cache.has(key, version)) ? undefined : key;
}
