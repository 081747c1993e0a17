/** What is dropped on the page: files, and all that is in folders. */

/** Files of a folder that are read; what is beyond them is left out. */
const MOST_IN_FOLDER = 1000;

/** The files of a drop, each by its path from what was dropped. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<readonly File[]> {
  // Entries are there only as long as the event is.
  const entries = Array.from(transfer?.items ?? [], (item) => item.webkitGetAsEntry());
  const files = Array.from(transfer?.files ?? []);
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  const found: File[] = [];
  for (const entry of entries) if (entry !== null) await gather(entry, found);
  return found;
}

async function gather(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_IN_FOLDER) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push(new File([file], entry.fullPath.replace(/^\//, ''), { type: file.type }));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a hundred at a time, and none when it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const one of some.sort((a, b) => (a.name < b.name ? -1 : 1))) await gather(one, found);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
