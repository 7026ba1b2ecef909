import ExifReader, { type ExpandedTags } from 'exifreader';

/** What a picture's own metadata says about how it was made. Text from outside: never trusted, shown as text. */
export interface PictureMetadata {
  /** The prompt with its parameters, without the job id. */
  description?: string;
  author?: string;
  /** Midjourney's job id, a UUID in lower case. */
  jobId?: string;
}

/**
 * Reads the prompt, author and job id that Midjourney writes into its pictures (PNG text `Description`
 * and `Author`; XMP, EXIF and IPTC fields of the same meaning in other types). Best effort: what is
 * missing or unreadable is left out, and it never rejects.
 */
export async function readPictureMetadata(bytes: Uint8Array): Promise<PictureMetadata> {
  const tags = await loadTags(bytes);
  if (tags === undefined) return {};
  const full = firstText(
    textOf(tags.pngText, 'Description'),
    textOf(tags.xmp, 'description'),
    textOf(tags.exif, 'ImageDescription'),
    textOf(tags.iptc, 'Caption/Abstract'),
  );
  const author = firstText(
    textOf(tags.pngText, 'Author'),
    textOf(tags.xmp, 'creator'),
    textOf(tags.exif, 'Artist'),
    textOf(tags.iptc, 'By-line'),
  );
  const description = full?.replace(jobIdPattern, '').trim();
  const jobId = firstText(full?.match(jobIdPattern)?.[1], uuidIn(textOf(tags.xmp, 'DigitalImageGUID')));
  return {
    ...(description ? { description } : {}),
    ...(author ? { author } : {}),
    ...(jobId ? { jobId: jobId.toLowerCase() } : {}),
  };
}

const maxTextLength = 20_000;
const maxInflatedBytes = 1024 * 1024;
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const jobIdPattern = new RegExp(`\\s*Job ID:?\\s*(${uuid})\\s*$`, 'i');

/** The tags by group; undefined when the file has none that can be read, which is no error here. */
async function loadTags(bytes: Uint8Array): Promise<ExpandedTags | undefined> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decompress = { maxDecompressedSize: maxInflatedBytes };
  try {
    return await ExifReader.load(buffer, { expanded: true, async: true, decompress });
  } catch {
    return undefined;
  }
}

/** A tag's text: in `description` as all groups of exifreader have it. */
function textOf(group: object | undefined, name: string): string | undefined {
  const tag: unknown = group === undefined ? undefined : Reflect.get(group, name);
  const text: unknown =
    typeof tag === 'object' && tag !== null && 'description' in tag ? tag.description : undefined;
  return typeof text === 'string' ? text : undefined;
}

function firstText(...candidates: (string | undefined)[]): string | undefined {
  return candidates
    .map((text) => text?.replaceAll('\0', '').trim().slice(0, maxTextLength))
    .find((text) => text !== undefined && text !== '');
}

function uuidIn(text: string | undefined): string | undefined {
  return text?.match(new RegExp(uuid, 'i'))?.[0];
}
