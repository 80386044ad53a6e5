import { expect } from 'chai';

import type { DicomError } from '../../../../src/errors.js';
import type { Warning } from '../../../../src/protocol/messages.js';
import { expand } from '../../../../src/source/files/expand.js';
import { Allowance, type Limits } from '../../../../src/source/files/inflation.js';
import { nameFiles, type NamedFile } from '../../../../src/source/files/named-file.js';
import { failureOf } from '../../../failure.js';

const ct = await bytesAt('/.cache/pydicom/CT_small.dcm');
const mr = await bytesAt('/.cache/pydicom/MR_small.dcm');

async function bytesAt(path: string): Promise<ArrayBuffer> {
  return (await fetch(path)).arrayBuffer();
}

/** One of the files of test/fixtures/archives.py, under a name that says nothing. */
async function archive(path: string, name = 'disc'): Promise<File> {
  return new File([await bytesAt(`/.cache/archives/${path}`)], name);
}

interface Outcome {
  files: Map<string, ArrayBuffer>;
  warnings: Warning[];
  leftOut: string[];
}

/** Takes all that comes out of files. */
async function expanded(
  files: Iterable<NamedFile>,
  { signal = new AbortController().signal, limits }: { signal?: AbortSignal; limits?: Limits } = {},
): Promise<Outcome> {
  const outcome: Outcome = { files: new Map(), warnings: [], leftOut: [] };
  const options = {
    signal,
    warned: (warning: Warning) => outcome.warnings.push(warning),
    leftOut: (name: string) => outcome.leftOut.push(name),
  };
  for await (const { name, file, size } of expand(files, options, new Allowance(limits))) {
    const bytes = file instanceof Blob ? await file.arrayBuffer() : file;
    expect(size).to.equal(bytes.byteLength);
    outcome.files.set(name, bytes);
  }
  return outcome;
}

async function opened(...paths: string[]): Promise<Outcome> {
  return expanded(nameFiles(await Promise.all(paths.map((path) => archive(path)))));
}

async function failure(promise: Promise<unknown>): Promise<DicomError> {
  return (await failureOf(promise)) as DicomError;
}

function expectOnly(outcome: Outcome, files: Record<string, ArrayBuffer>): void {
  expect([...outcome.files.keys()]).to.deep.equal(Object.keys(files));
  for (const [name, bytes] of Object.entries(files)) {
    expect(new Uint8Array(outcome.files.get(name) ?? []), name).to.deep.equal(
      new Uint8Array(bytes),
    );
  }
  expect(outcome.warnings).to.be.empty;
}

describe('files that are no archives', () => {
  it('come out as they are, in their order', async () => {
    const files = [new File([mr], 'B'), new File([ct], 'A')];
    expectOnly(await expanded(nameFiles(files)), { B: mr, A: ct });
  });

  it('are named by their place if they have no name', async () => {
    expectOnly(await expanded(nameFiles([ct, new Uint8Array(mr)])), { 'file 1': ct, 'file 2': mr });
  });

  it('are not read before they are wanted', async () => {
    const file = new File([ct], 'CT');
    const options = {
      signal: new AbortController().signal,
      warned: () => undefined,
      leftOut: () => undefined,
    };
    for await (const out of expand(nameFiles(file), options)) {
      expect(out.file).to.equal(file);
    }
  });

  it('may lack preamble and prefix, in either byte order', async () => {
    const bare = { little: [8, 0, 5, 0, 67, 83, 0, 0], big: [0, 8, 0, 5, 67, 83, 0, 0] };
    const files = Object.entries(bare).map(
      ([name, head]) => new File([new Uint8Array(head)], name),
    );
    const { files: out } = await expanded(nameFiles(files));
    expect([...out.keys()]).to.deep.equal(['little', 'big']);
  });

  it('are told of and left out if they can not be DICOM', async () => {
    const names = ['page.dcm', 'picture.dcm', 'short'];
    const contents = ['<!doctype html>'.repeat(20), '\xff\xd8\xff\xe0 JFIF'.repeat(20), 'PK'];
    const files = contents.map((text, index) => new File([text], names[index] ?? ''));
    const outcome = await expanded(nameFiles([...files, new File([ct], 'CT')]));
    expectOnly(outcome, { CT: ct });
    expect(outcome.leftOut).to.deep.equal(names);
  });

  it('are left out in silence if they are empty or what systems add', async () => {
    const clutter = ['.DS_Store', 'Thumbs.db', '._CT'].map((name) => new File(['x'], name));
    const outcome = await expanded(nameFiles([new File([], 'empty'), ...clutter, ct]));
    expectOnly(outcome, { 'file 5': ct });
    expect(outcome.leftOut).to.be.empty;
  });

  it('fail if none of them can be DICOM', async () => {
    const text = new File(['Once upon a time'], 'text');
    const messages: [File[], string, string][] = [
      [[], 'no-file', 'There is no file.'],
      [[text], 'not-dicom', 'This is not a DICOM file.'],
      [[text, text], 'none-dicom', 'None of the 2 files is a DICOM file.'],
    ];
    for (const [files, reason, message] of messages) {
      const error = await failure(expanded(nameFiles(files)));
      expect(error).to.include({ code: 'not-dicom', reason, message });
    }
  });

  it('are a warning if they can not be read, and an error if nothing can', async () => {
    const gone = new File([ct], 'gone');
    gone.slice = () => {
      const part = new Blob();
      part.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
      return part;
    };
    const { files, warnings } = await expanded(nameFiles([gone, ct]));
    expect([...files.keys()]).to.deep.equal(['file 2']);
    expect(warnings).to.deep.equal([
      { code: 'files', reason: 'file-unopened', parameters: { name: 'gone' } },
    ]);
    expect(await failure(expanded(nameFiles(gone)))).to.include({ code: 'network' });
  });
});

describe('a zip file', () => {
  const both = { 'disc/DICOM/CT': ct, 'disc/DICOM/MR': mr };
  const cases: [path: string, what: string, files: Record<string, ArrayBuffer>][] = [
    ['two.zip', 'that is deflated', both],
    ['stored.zip', 'that is stored', both],
    ['zip64.zip', 'in the format for large ones', both],
    ['streamed.zip', 'that was written to a stream', both],
    ['utf8.zip', 'with names in UTF-8', { 'disc/Röntgen/ÄÖ': ct }],
    ['cp437.zip', 'with names in the code page of DOS', { 'disc/Röntgen/CT': ct }],
    ['windows.zip', 'with names as on Windows', { 'disc/DICOM/CT': ct }],
    ['parent.zip', 'with a name that leads out of it', { 'disc/../CT': ct }],
    ['nested.zip', 'with archives in it', nested()],
    ['clutter.zip', 'with what systems add', { 'disc/A/CT': ct }],
  ];
  for (const [path, what, files] of cases) {
    it(`${what} gives its files`, async () => {
      expectOnly(await opened(path), files);
    });
  }

  function nested(): Record<string, ArrayBuffer> {
    return {
      'disc/inner.zip/DICOM/CT': ct,
      'disc/inner.zip/DICOM/MR': mr,
      'disc/MR': mr,
    };
  }

  it('may be any bytes that the page has', async () => {
    const bytes = await bytesAt('/.cache/archives/two.zip');
    expect((await expanded(nameFiles(bytes))).files).to.have.keys(
      'file 1/DICOM/CT',
      'file 1/DICOM/MR',
    );
    const given = { name: 'two.zip', place: 0, file: bytes, size: bytes.byteLength };
    expect((await expanded([given])).files).to.have.keys('two.zip/DICOM/CT', 'two.zip/DICOM/MR');
  });

  it('inflates what is no DICOM no further than needed to see that', async () => {
    const inflated = ct.byteLength + mr.byteLength;
    const limits = { bytes: inflated + 300_000, files: 10 };
    const outcome = await expanded(nameFiles(await archive('disc.zip')), { limits });
    expectOnly(outcome, both);
    expect(outcome.leftOut).to.deep.equal(['disc/AUTORUN.INF', 'disc/viewer.exe']);
  });

  it('within one within one stays closed, which is a warning', async () => {
    const { files, warnings } = await opened('deep.zip');
    expect([...files.keys()]).to.deep.equal(['disc/MR']);
    const parameters = { name: 'disc/1.zip/2.zip' };
    expect(warnings).to.deep.equal([{ code: 'files', reason: 'archive-nested', parameters }]);
  });

  it('names what of it is encrypted in a warning', async () => {
    const { files, warnings } = await opened('encrypted.zip');
    expect([...files.keys()]).to.deep.equal(['disc/DICOM/MR']);
    const parameters = { names: ['disc/DICOM/CT'] };
    expect(warnings).to.deep.equal([{ code: 'files', reason: 'archive-encrypted', parameters }]);
  });

  for (const path of ['damaged.zip', 'inflated-wrongly.zip']) {
    it(`names what of it is damaged in a warning: ${path}`, async () => {
      const { files, warnings } = await opened(path);
      expect([...files.keys()]).to.deep.equal(['disc/DICOM/MR']);
      const parameters = { names: ['disc/DICOM/CT'] };
      expect(warnings).to.deep.equal([{ code: 'files', reason: 'archive-damaged', parameters }]);
    });
  }

  it('that can not be opened is a warning where there are other files', async () => {
    const { files, warnings } = await opened('cut.zip', 'two.zip');
    expect([...files.keys()]).to.deep.equal(Object.keys(both));
    expect(warnings.map(({ code }) => code)).to.deep.equal(['files']);
  });

  const errors: [path: string, code: string, words: string][] = [
    ['cut.zip', 'truncated', 'is incomplete'],
    ['all-encrypted.zip', 'decode', 'are encrypted: disc/CT'],
    ['empty.zip', 'not-dicom', 'There is no file.'],
  ];
  for (const [path, code, words] of errors) {
    it(`that gives no file fails with ${code}: ${path}`, async () => {
      const error = await failure(opened(path));
      expect(error).to.include({ code });
      expect(error.message).to.include(words);
    });
  }
});

describe('a gzip file', () => {
  it('gives what is in it, without the ending of its name', async () => {
    const files = nameFiles(await archive('ct.dcm.gz', 'ct.dcm.gz'));
    expectOnly(await expanded(files), { 'ct.dcm': ct });
  });

  it('may hold a zip file', async () => {
    const { files } = await opened('two.zip.gz');
    expect(files).to.have.keys('disc/DICOM/CT', 'disc/DICOM/MR');
  });

  it('is told of if what is in it can not be DICOM', async () => {
    expect(await failure(opened('text.gz'))).to.include({ code: 'not-dicom' });
  });

  it('that is cut short is an error, or a warning where there are other files', async () => {
    const message = "disc can't be inflated: it is damaged or incomplete.";
    expect(await failure(opened('cut.gz'))).to.include({ code: 'decode', message });
    const { warnings } = await opened('two.zip', 'cut.gz');
    const parameters = { name: 'disc' };
    expect(warnings).to.deep.equal([{ code: 'files', reason: 'gzip-damaged', parameters }]);
  });
});

describe('archives that are bombs', () => {
  it('end as soon as they inflate to too much', async () => {
    const limits = { bytes: 2 ** 20, files: 10 };
    const error = await failure(expanded(nameFiles(await archive('bomb.zip')), { limits }));
    expect(error).to.include({ code: 'memory' });
    expect(error.message).to.equal('With disc/IM, the files inflate to more than 1 MiB.');
  });

  it('end as soon as they hold too many files', async () => {
    const limits = { bytes: 2 ** 30, files: 2 };
    const error = await failure(expanded(nameFiles(await archive('two.zip')), { limits }));
    expect(error).to.include({ code: 'memory', message: 'There are more than 2 files.' });
  });
});

describe('an expansion that is aborted', () => {
  it('ends with the reason, also in the middle of an archive', async () => {
    const abort = new AbortController();
    const options = { signal: abort.signal, warned: () => undefined, leftOut: () => undefined };
    const files = expand(nameFiles(await archive('two.zip')), options);
    await files.next();
    abort.abort('enough');
    expect(await failureOf(files.next())).to.equal('enough');
  });
});
