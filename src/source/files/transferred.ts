import { limits } from './inflation.js';
import { setPath } from './named-file.js';

/**
 * Lists the files of a drop or a paste. Where there are folders among them they are read first,
 * with all that lies in them; the files keep their paths for `nameFiles`.
 */
export function filesOf(data: DataTransfer): File[] | Promise<File[]> {
  // The transfer is empty once its event is over: all is taken out of it at once.
  const entries = [...data.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry());
  const files = [...data.files];
  return entries.some((entry) => entry?.isDirectory) ? filesOfEntries(entries) : files;
}

async function filesOfEntries(entries: (FileSystemEntry | null)[]): Promise<File[]> {
  const files: File[] = [];
  const waiting = entries.filter((entry) => entry !== null).reverse();
  // One more than is taken is enough to be told of it.
  for (let entry = waiting.pop(); entry && files.length <= limits.files; entry = waiting.pop()) {
    try {
      if (isFolder(entry)) {
        waiting.push(...(await entriesWithin(entry)).reverse());
      } else if (isFile(entry)) {
        files.push(await fileOf(entry));
      }
    } catch (error) {
      if (!(error instanceof DOMException)) {
        throw error;
      }
      // What can't be read is as if it weren't there: a broken link, a folder of somebody else.
    }
  }
  return files;
}

async function entriesWithin(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    // Chromium tells of a hundred at a time.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0) {
      return entries;
    }
    entries.push(...batch);
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
  const file = await new Promise<File>((resolve, reject) => {
    entry.file(resolve, reject);
  });
  setPath(file, entry.fullPath.slice(1));
  return file;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
