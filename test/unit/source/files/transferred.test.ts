import { expect } from 'chai';

import { nameFiles } from '../../../../src/source/files/named-file.js';
import { filesOf } from '../../../../src/source/files/transferred.js';

/** A folder by its path and what is in it, or a file; null can't be read. */
type Tree = { [name: string]: Tree | null } | File;

const unreadable = new DOMException('no', 'NotReadableError');

/** What a browser makes of a folder or a file that is dropped. */
function entryOf(path: string, tree: Tree | null): FileSystemEntry {
  const isFile = tree === null || tree instanceof File;
  return {
    isFile,
    isDirectory: !isFile,
    fullPath: path,
    file: (resolve: (file: File) => void, reject: (error: DOMException) => void) => {
      if (tree instanceof File) {
        resolve(tree);
      } else {
        reject(unreadable);
      }
    },
    createReader: () => readerOf(path, tree ?? {}),
  } as unknown as FileSystemEntry;
}

/** Tells of two entries at a time, as Chromium does of a hundred. */
function readerOf(path: string, tree: Tree): FileSystemDirectoryReader {
  const waiting = Object.entries(tree as Record<string, Tree | null>);
  return {
    readEntries: (resolve) => {
      resolve(waiting.splice(0, 2).map(([name, each]) => entryOf(`${path}/${name}`, each)));
    },
  };
}

function transfer(trees: Record<string, Tree | null>): DataTransfer {
  const items = Object.entries(trees).map(([name, tree]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(`/${name}`, tree),
  }));
  const files = Object.values(trees).map((tree) =>
    tree instanceof File ? tree : new File([], 'a folder looks like a file'),
  );
  return {
    items: [...items, { kind: 'string', webkitGetAsEntry: () => null }],
    files,
  } as unknown as DataTransfer;
}

function file(name: string): File {
  return new File(['x'], name);
}

async function pathsOf(trees: Record<string, Tree | null>): Promise<string[]> {
  return nameFiles(await filesOf(transfer(trees))).map(({ name }) => name);
}

describe('files that are dropped', () => {
  it('are there at once', () => {
    const [a, b] = [file('a'), file('b')];
    expect(filesOf(transfer({ a, b }))).to.deep.equal([a, b]);
  });
});

describe('a folder that is dropped', () => {
  it('gives all files in it and in its folders, with their paths', async () => {
    const series = { IM1: file('IM1'), IM2: file('IM2'), IM3: file('IM3'), IM4: file('IM4') };
    const disc = { DICOMDIR: file('DICOMDIR'), DICOM: { S1: series, S2: { IM1: file('IM1') } } };
    expect(await pathsOf({ disc, more: file('more') })).to.deep.equal([
      'disc/DICOMDIR',
      'disc/DICOM/S1/IM1',
      'disc/DICOM/S1/IM2',
      'disc/DICOM/S1/IM3',
      'disc/DICOM/S1/IM4',
      'disc/DICOM/S2/IM1',
      'more',
    ]);
  });

  it('gives none if it is empty', async () => {
    expect(await pathsOf({ disc: {} })).to.be.empty;
  });

  it('gives the files that can be read', async () => {
    expect(await pathsOf({ disc: { broken: null, IM1: file('IM1') } })).to.deep.equal(['disc/IM1']);
  });
});

describe('a folder that is picked', () => {
  it('gives files with their paths', () => {
    const picked = file('IM1');
    Object.defineProperty(picked, 'webkitRelativePath', { value: 'disc/IM1' });
    expect(nameFiles(picked).map(({ name }) => name)).to.deep.equal(['disc/IM1']);
  });
});
