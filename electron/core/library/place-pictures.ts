import type { CallInput, PlaceReport } from '#shared/contract.ts';
import type { Change, FileMove } from '#shared/model/change.ts';
import { pictureName, picturesFolder } from '#shared/model/picture.ts';
import { Failure, isFailure } from '../failure.ts';
import { binFolder, originalsFolder, uniqueName } from './library-keys.ts';
import { checkSlot, movesOfContent, requireTest } from './library-operations.ts';
import type { LibrarySession } from './library-session.ts';
import { contentOf } from './move-file.ts';
import { settleBounded } from './settle-bounded.ts';
import { companions, isSlotTaken } from './slot-files.ts';
import { UnfinishedChange } from './unfinished-change.ts';
import type { Uploads } from './uploads.ts';

type PlaceInput = CallInput<'pictures.place'>;

/** An item of the call, on its way into its slot. */
interface Item {
  upload: string;
  test: string;
  slot: number;
  /** Position in the call. */
  index: number;
  /** The picture's file name in the profile's folder. */
  name: string;
}

/** A picture that lies in the bin, where an unfinished change leaves it safe. */
interface Stored extends Item {
  moves: FileMove[];
}

const picturesAtOnce = 8;

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
  const report = ({ index }: { index: number }, error: unknown) => {
    if (!isFailure(error, 'not-found', 'invalid', 'conflict')) throw error;
    problems.push({ index, reason: error.message });
  };
  const stored: Stored[] = [];
  const bin = `${binFolder}${uniqueName()}-new/`;
  try {
    const items = nameItems(session, input, report);
    const settled = await settleBounded(items, picturesAtOnce, async (item) => {
      const found = await storeInBin(session, uploads, input.profile, item, bin);
      stored.push(found);
    });
    for (const [index, item] of items.entries()) {
      const outcome = settled[index];
      if (outcome?.status === 'rejected') report(item, outcome.reason);
    }
    const fitting = stored.filter((item) => fitsSlot(session, input, item, report));
    await discard(
      session,
      stored.filter((item) => !fitting.includes(item)),
    );
    problems.sort((left, right) => left.index - right.index);
    if (fitting.length === 0) return { placed: 0, problems, entry: null };
    const entry = await session.commit(() => changeOf(session, input, fitting));
    // What waits on is swept after a week.
    for (const { upload } of fitting) await uploads.remove(upload).catch(() => undefined);
    return { placed: fitting.length, problems, entry };
  } catch (error) {
    if (!(error instanceof UnfinishedChange)) await discard(session, stored);
    throw error;
  }
}

/** The items whose test and slot there are, each slot and each upload once. */
function nameItems(
  session: LibrarySession,
  input: PlaceInput,
  report: (item: { index: number }, error: unknown) => void,
): Item[] {
  const names = new Set<string>();
  const sources = new Set<string>();
  return input.items.flatMap((item, index) => {
    try {
      const test = requireTest(session, item.test);
      const name = pictureName(input.profile, test, checkSlot(test, item.slot));
      if (names.has(name)) throw conflict('Another picture of this import goes to the same place.');
      if (sources.has(item.upload)) {
        throw conflict('This is the same picture as another one of this import.');
      }
      names.add(name);
      sources.add(item.upload);
      return [{ ...item, index, name }];
    } catch (error) {
      report({ index }, error);
      return [];
    }
  });
}

async function storeInBin(
  session: LibrarySession,
  uploads: Uploads,
  profile: string,
  item: Item,
  folder: string,
): Promise<Stored> {
  const { jpeg, original } = await uploads.read(item.upload);
  const twin = await findTwin(session, profile, jpeg);
  if (twin !== undefined) throw conflict(`This picture is in the profile already, as ${twin}.`);
  const put = async (name: string, bytes: Uint8Array, to: string): Promise<FileMove> => {
    await session.backend.write(folder + name, bytes);
    return { type: 'file.move', from: folder + name, to, content: contentOf(bytes) };
  };
  const moves = [await put(item.name, jpeg, picturesFolder(profile) + item.name)];
  if (original) {
    const name = item.name.replace(/\.[^.]+$/, '') + original.extension;
    moves.push(await put(`original-${name}`, original.bytes, `${originalsFolder}${profile}/${name}`));
  }
  return { ...item, moves };
}

function fitsSlot(
  session: LibrarySession,
  input: PlaceInput,
  item: Stored,
  report: (item: Stored, error: unknown) => void,
): boolean {
  try {
    const test = requireTest(session, item.test);
    if (input.replace || !isSlotTaken(session, input.profile, test, item.slot)) return true;
    throw conflict('There is a picture in this place already.');
  } catch (error) {
    report(item, error);
    return false;
  }
}

/** The change that moves what stands in the slots to the bin, and the new pictures in. */
async function changeOf(session: LibrarySession, input: PlaceInput, items: Stored[]): Promise<Change> {
  // An original without its picture would be in the way of the new one.
  const old = items.flatMap(({ name }) => companions(session, input.profile, name));
  if (!input.replace && old.some((key) => !key.startsWith(originalsFolder))) {
    throw conflict('A picture has come to one of these places in the meantime. Nothing was replaced.');
  }
  const changes = [
    ...(await movesOfContent(session, old, `${binFolder}${uniqueName()}/`)),
    ...items.flatMap(({ moves }) => moves),
  ];
  const label =
    items.length === 1
      ? `Add a picture to ${input.profile}`
      : `Add ${items.length} pictures to ${input.profile}`;
  return { type: 'batch', label, changes };
}

/** Takes out of the bin what did not go in. Best effort: what stays there harms nobody. */
async function discard(session: LibrarySession, items: Stored[]): Promise<void> {
  const keys = items.flatMap(({ moves }) => moves.map((move) => move.from));
  await settleBounded(keys, picturesAtOnce, (key) => session.backend.delete(key));
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
    const bytes = key && (await readAtHand(session, key));
    if (bytes && contentOf(bytes) === contentOf(jpeg)) return file.name;
  }
  return undefined;
}

/** A picture that cannot be fetched now cannot be compared; the same one twice harms nobody. */
async function readAtHand(session: LibrarySession, key: string): Promise<Uint8Array | undefined> {
  try {
    return (await session.backend.read(key)).bytes;
  } catch (error) {
    if (isFailure(error, 'offline')) return undefined;
    throw error;
  }
}

function conflict(message: string): Failure {
  return new Failure('conflict', message);
}
