import { createHash } from 'node:crypto';
import type { CallInput, PlaceReport } from '#shared/contract.ts';
import type { Change } from '#shared/model/change.ts';
import { pictureName, picturesFolder } from '#shared/model/picture.ts';
import { Failure, isFailure } from '../failure.ts';
import { binFolder, originalsFolder, uniqueName } from './library-keys.ts';
import { checkSlot, companions, requireTest, slotKeys } from './library-operations.ts';
import type { LibrarySession } from './library-session.ts';
import type { UploadedPicture, Uploads } from './uploads.ts';

type PlaceInput = CallInput<'pictures.place'>;
type Item = PlaceInput['items'][number];

/**
 * Puts uploaded pictures into slots as one change. Items that do not fit are left out and reported;
 * the others go in. Pictures come by way of the bin, so that undoing leaves them there.
 */
export async function placePictures(
  session: LibrarySession,
  uploads: Uploads,
  input: PlaceInput,
): Promise<PlaceReport> {
  const problems: PlaceReport['problems'] = [];
  const changes: Change[] = [];
  const taken = new Set<string>();
  const sources = new Set<string>();
  const bin = `${binFolder}${uniqueName()}/`;
  for (const [index, item] of input.items.entries()) {
    try {
      const steps = await placeItem(session, uploads, input, item, { taken, sources, bin });
      changes.push(...steps);
    } catch (error) {
      if (!isFailure(error, 'not-found', 'invalid', 'conflict')) throw error;
      problems.push({ index, reason: error.message });
    }
  }
  const placed = input.items.length - problems.length;
  if (placed === 0) return { placed, problems, entry: null };
  const label =
    placed === 1 ? `Add a picture to ${input.profile}` : `Add ${placed} pictures to ${input.profile}`;
  const entry = await session.commit({ type: 'batch', label, changes });
  for (const item of input.items) await uploads.remove(item.upload);
  return { placed, problems, entry };
}

interface PlaceContext {
  /** Keys that this call fills. */
  taken: Set<string>;
  /** Uploads that this call has placed already. */
  sources: Set<string>;
  bin: string;
}

async function placeItem(
  session: LibrarySession,
  uploads: Uploads,
  input: PlaceInput,
  item: Item,
  context: PlaceContext,
): Promise<Change[]> {
  const test = requireTest(session, item.test);
  const name = pictureName(input.profile, test, checkSlot(test, item.slot));
  const key = picturesFolder(input.profile) + name;
  const standing = slotKeys(session, input.profile, test, item.slot);
  if (context.taken.has(key)) throw conflict('Another picture of this import goes to the same place.');
  if (context.sources.has(item.upload))
    throw conflict('This is the same picture as another one of this import.');
  const picture = await uploads.read(item.upload);
  const twin = await findTwin(session, input.profile, picture.jpeg);
  if (twin !== undefined) throw conflict(`This picture is in the profile already, as ${twin}.`);
  if (standing.length > 0 && !input.replace) throw conflict('There is a picture in this place already.');
  context.taken.add(key);
  context.sources.add(item.upload);
  const old = standing.length > 0 ? companions(session, input.profile, name) : [];
  return [
    ...old.map(
      (from): Change => ({
        type: 'file.move',
        from,
        to: context.bin + from.slice(from.lastIndexOf('/') + 1),
      }),
    ),
    ...(await storeInBin(session, input.profile, item.upload, name, picture)),
  ];
}

/** Writes the picture to the bin, where an unfinished change leaves it safe, and gives the moves from there. */
async function storeInBin(
  session: LibrarySession,
  profile: string,
  upload: string,
  name: string,
  picture: UploadedPicture,
): Promise<Change[]> {
  const folder = `${binFolder}${uniqueName()}-${upload.slice(0, 8)}/`;
  await session.backend.write(folder + name, picture.jpeg);
  const changes: Change[] = [{ type: 'file.move', from: folder + name, to: picturesFolder(profile) + name }];
  if (picture.original) {
    const original = name.replace(/\.[^.]+$/, '') + picture.original.extension;
    await session.backend.write(`${folder}original-${original}`, picture.original.bytes);
    changes.push({
      type: 'file.move',
      from: `${folder}original-${original}`,
      to: `${originalsFolder}${profile}/${original}`,
    });
  }
  return changes;
}

/** The name of the profile's picture with the very same bytes; sizes are compared before anything is read. */
async function findTwin(
  session: LibrarySession,
  profile: string,
  jpeg: Uint8Array,
): Promise<string | undefined> {
  const sameSize = (session.pictures.files(profile) ?? []).filter((file) => file.size === jpeg.length);
  for (const file of sameSize) {
    const key = session.pictures.keyOf(profile, file.name);
    if (key && digest((await session.backend.read(key)).bytes) === digest(jpeg)) return file.name;
  }
  return undefined;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function conflict(message: string): Failure {
  return new Failure('conflict', message);
}
