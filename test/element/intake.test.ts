import { expect } from 'chai';

import type { DicomViewer, LocalFile } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  fileOf,
  generated,
  has,
  heard,
  next,
  sample,
  show,
  putWithControls,
  openPanel,
} from './harness.js';
import { drop, hold, paste, pick, pickFolder } from './user.js';

type Act = (element: DicomViewer, file: File) => Promise<void> | void;

const acts: [name: string, act: Act][] = [
  [
    'dropped on it',
    (element, file) => {
      drop(element, file);
    },
  ],
  [
    'pasted into it',
    (element, file) => {
      paste(element, file);
    },
  ],
  [
    'picked in its dialog',
    (element, file) => pick(element, button(element, 'Choose files…'), file),
  ],
];

for (const [name, act] of acts) {
  describe(`a file that is ${name}`, () => {
    it('is shown', async () => {
      const element = putWithControls();
      await element.updateComplete;
      await act(element, await fileOf(generated('stack')));
      await element.rendered;
      expect(element.frameCount).to.equal(12);
    });

    it('is a change that the page hears of', async () => {
      const element = putWithControls();
      await element.updateComplete;
      const changes = heard(element, 'dicom-change');
      const file = await fileOf(generated('stack'));
      await act(element, file);
      expect(changes.map(({ files }) => [...(files as File[])])).to.deep.equal([[file]]);
      await element.rendered;
    });
  });
}

describe('a folder that is picked', () => {
  const openers: [name: string, attributes: Record<string, string>, text: string][] = [
    ['before anything is shown', {}, 'Choose a folder…'],
    ['in the tool bar', { src: generated('stack'), controls: '' }, 'Open folder…'],
  ];
  for (const [name, attributes, text] of openers) {
    it(`is shown, ${name}`, async () => {
      const element = putWithControls(attributes);
      await element.rendered;
      await openPanel(element, 'More');
      const file = await fileOf(sample('CT_small.dcm'));
      await pickFolder(element, button(element, text), file);
      await element.rendered;
      expect(element.columns).to.equal(128);
    });
  }
});

describe('a folder that is dropped', () => {
  /** A folder of the system, as a drop has it. */
  function folderOf(...files: File[]): FileSystemEntry {
    const entries = files.map((file) => ({
      isFile: true,
      fullPath: `/folder/${file.name}`,
      file: (resolve: (file: File) => void) => {
        resolve(file);
      },
    }));
    const batches = [entries, []];
    const readEntries = (resolve: (batch: unknown) => void) => {
      resolve(batches.shift());
    };
    return {
      isDirectory: true,
      createReader: () => ({ readEntries }),
    } as unknown as FileSystemEntry;
  }

  function dropFolder(element: DicomViewer, ...files: File[]): void {
    const event = new DragEvent('drop', { cancelable: true });
    const items = [{ kind: 'file', webkitGetAsEntry: () => folderOf(...files) }];
    const dataTransfer = { items, files: [new File([], 'folder')] };
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    expect(element.dispatchEvent(event)).to.be.false;
  }

  it('is shown, and a change that the page hears of', async () => {
    const element = putWithControls();
    const change = next(element, 'dicom-change');
    const file = await fileOf(generated('stack'));
    dropFolder(element, file);
    expect([...((await change).detail.files as File[])]).to.deep.equal([file]);
    await element.rendered;
    expect(element.frameCount).to.equal(12);
  });

  it('gives way to a file that is dropped before it is read', async () => {
    const element = putWithControls();
    const changes = heard(element, 'dicom-change');
    const file = await fileOf(sample('CT_small.dcm'));
    dropFolder(element, await fileOf(generated('stack')));
    drop(element, file);
    await element.rendered;
    expect(changes.map(({ files }) => files)).to.deep.equal([[file]]);
    expect(element.columns).to.equal(128);
  });
});

describe('an element that already shows something', () => {
  it('takes a dropped file instead', async () => {
    const element = await show(generated('stack'), { controls: '' });
    drop(element, await fileOf(sample('CT_small.dcm')));
    await element.rendered;
    expect(element.columns).to.equal(128);
    expect(element.currentSrc).to.equal('');
  });

  it('opens another file from its tool bar', async () => {
    const element = await show(generated('stack'), { controls: '' });
    await openPanel(element, 'More');
    await pick(element, button(element, 'Open…'), await fileOf(sample('CT_small.dcm')));
    await element.rendered;
    expect(element.columns).to.equal(128);
  });

  it('opens another file after an error', async () => {
    const element = putWithControls({ src: '/status/404' });
    await next(element, 'dicom-error');
    await element.updateComplete;
    await pick(
      element,
      button(element, 'Choose another file…'),
      await fileOf(sample('CT_small.dcm')),
    );
    await element.rendered;
    expect(element.error).to.equal(null);
    expect(element.columns).to.equal(128);
  });

  it('opens another file where a frame can not be decoded', async () => {
    const element = await show(generated('broken-frame'), { controls: '' });
    element.frame = 1;
    await next(element, 'dicom-error');
    await element.updateComplete;
    await pick(
      element,
      button(element, 'Choose another file…'),
      await fileOf(sample('CT_small.dcm')),
    );
    await element.rendered;
    expect(element.error).to.equal(null);
    expect(element.columns).to.equal(128);
  });

  it('takes the same file twice', async () => {
    const element = await show(generated('stack'), { controls: '' });
    const file = await fileOf(sample('CT_small.dcm'));
    const loads = heard(element, 'dicom-load');
    for (const opened of [file, file]) {
      await openPanel(element, 'More');
      await pick(element, button(element, 'Open…'), opened);
      await element.rendered;
    }
    expect(loads).to.have.length(2);
  });
});

describe('files that are held over an element', () => {
  it('would be taken, which a frame shows', async () => {
    const element = putWithControls();
    expect(hold(element, new File([], 'a.dcm'))).to.be.true;
    await element.updateComplete;
    expect(has(element, '.drop')).to.be.true;
  });

  it('leave no frame when they are taken away or dropped', async () => {
    const element = putWithControls();
    hold(element, new File([], 'a.dcm'));
    element.dispatchEvent(new DragEvent('dragleave'));
    await element.updateComplete;
    expect(has(element, '.drop')).to.be.false;
    const file = await fileOf(generated('stack'));
    hold(element, file);
    drop(element, file);
    await element.rendered;
    expect(has(element, '.drop')).to.be.false;
  });
});

describe('what holds no file', () => {
  it('is not taken', () => {
    const element = putWithControls();
    const changes = heard(element, 'dicom-change');
    expect(hold(element)).to.be.false;
    drop(element);
    paste(element);
    expect(changes).to.be.empty;
  });
});

describe('the property files', () => {
  const makes: [name: string, make: (file: File) => LocalFile | Promise<LocalFile>][] = [
    ['a File', (file) => file],
    ['a Blob', (file) => new Blob([file])],
    ['an ArrayBuffer', (file) => file.arrayBuffer()],
    ['a Uint8Array', async (file) => new Uint8Array(await file.arrayBuffer())],
  ];
  for (const [name, make] of makes) {
    it(`shows ${name}`, async () => {
      const element = putWithControls();
      element.files = [await make(await fileOf(sample('CT_small.dcm')))];
      await element.rendered;
      expect(element.columns).to.equal(128);
      expect(element.currentSrc).to.equal('');
    });
  }

  for (const [name, make] of makes) {
    it(`shows ${name} that stands in no list`, async () => {
      const element = putWithControls();
      element.files = await make(await fileOf(generated('stack')));
      await element.rendered;
      expect(element.frameCount).to.equal(12);
    });
  }

  it('takes nothing away from the page', async () => {
    const bytes = await (await fileOf(sample('CT_small.dcm'))).arrayBuffer();
    const element = putWithControls();
    element.files = [bytes];
    await element.rendered;
    expect(bytes.byteLength).to.equal(39206);
  });

  it('takes any iterable', async () => {
    const element = putWithControls();
    element.files = new Set([await fileOf(generated('stack'))]);
    await element.rendered;
    expect(element.frameCount).to.equal(12);
  });

  it('shows what is an image of several, and warns of the others', async () => {
    const element = putWithControls();
    const warnings = heard(element, 'dicom-warning');
    const text = new File(['of no use'], 'notes.txt');
    element.files = [text, await fileOf(generated('stack')), new Uint8Array(8)];
    await element.rendered;
    expect(element.frameCount).to.equal(12);
    expect(warnings.map(({ code }) => code)).to.deep.equal(['files']);
    expect(warnings[0]?.message)
      .to.include('2 of 3')
      .and.include('notes.txt')
      .and.include('file 3');
  });

  it('says why none of several is an image', async () => {
    const element = putWithControls();
    element.files = [new File(['a'], 'a.txt'), await fileOf(sample('rtplan.dcm'), 'plan.dcm')];
    const failure = await failureOf(element.rendered);
    expect(failure).to.include({ code: 'no-image' });
    expect(element.error?.message).to.include('a.txt').and.include('plan.dcm');
    expect(element.metadata?.summary.modality).to.equal('RTPLAN');
  });

  it('takes the place of src, and gives it back', async () => {
    const element = await show(generated('stack'), { controls: '' });
    element.files = [await fileOf(sample('CT_small.dcm'))];
    await element.rendered;
    expect(element.frameCount).to.equal(1);
    element.files = undefined;
    await element.rendered;
    expect(element.frameCount).to.equal(12);
  });

  for (const [name, src] of [
    ['a new src', sample('rtdose.dcm')],
    ['a src that is set to the same', generated('stack')],
  ] as const) {
    it(`gives way to ${name}`, async () => {
      const element = await show(generated('stack'), { controls: '' });
      element.files = [await fileOf(sample('CT_small.dcm'))];
      await element.rendered;
      element.src = src;
      await element.rendered;
      expect(element.frameCount).to.be.greaterThan(1);
      expect(element.files).to.equal(undefined);
      expect(element.currentSrc).to.equal(new URL(src, location.href).href);
    });
  }
});
