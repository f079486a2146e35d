/** What was dropped or pasted as files. Folders are walked in a browser window; the desktop shell takes them as they are. */

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

export async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const plain = [...transfer.files];
  if (window.assayShell) return plain;
  // entries must be asked for before the first wait, or the browser empties the list
  const entries = [...transfer.items]
    .map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
    .filter((entry) => entry !== null);
  if (!entries.some(isFolder)) return plain;
  const found = await Promise.all(entries.map(walk));
  return found.flat();
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const inside: File[] = [];
  for (;;) {
    // a reader gives at most a hundred entries a time, and none at the end
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return inside;
    for (const child of batch) inside.push(...(await walk(child)));
  }
}
