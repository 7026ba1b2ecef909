/** The files of a drop, those inside dropped folders included, in the order of their names. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  // Both lists are empty once the event is over, so they are read before the first wait.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const plain = [...data.files];
  if (!entries.some((entry) => entry.isDirectory)) return plain;
  const files = await Promise.all(entries.map(filesIn));
  return files.flat();
}

/** Whether a drag carries files, as far as can be known before the drop. */
export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

/** Whether a file looks like a picture that the app takes; the core looks into it later. */
export function looksLikePicture(file: File): boolean {
  return /\.(jpe?g|png|webp)$/i.test(file.name) || /^image\/(jpeg|png|webp)$/.test(file.type);
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (isFileEntry(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isDirectoryEntry(entry)) return [];
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives a hundred at a time, and nothing when it has given all.
    const next = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (next.length === 0) break;
    children.push(...next);
  }
  const files = await Promise.all(children.map(filesIn));
  return files.flat();
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectoryEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
