// The files that somebody dropped, those in folders among them.

/** How many files a drop may bring, and how deep folders may lie in each other. */
const [mostFiles, mostDeep] = [500, 12];

/** All files of a drop, folder by folder in the order of their names; hidden ones are left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // The items are gone as soon as the event is over: what they name is taken at once.
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry?.() : null;
    return entry ? [entry] : [];
  });
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found: File[] = [];
  await gather(entries, found, 0);
  return found;
}

async function gather(entries: readonly FileSystemEntry[], found: File[], depth: number) {
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (found.length >= mostFiles || entry.name.startsWith('.')) continue;
    if (entry.isFile) {
      found.push(await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail)));
    } else if (depth < mostDeep) await gather(await inside(entry as FileSystemDirectoryEntry), found, depth + 1);
  }
}

// A folder tells its entries some at a time, until it tells none.
async function inside(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
