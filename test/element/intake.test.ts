import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { button, fileOf, has, heard, madeUp, next, put, sample, show } from './harness.js';
import { drop, hold, paste, pick } from './user.js';

type Act = (element: DicomViewer, file: File) => void;

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
    (element, file) => {
      pick(element, button(element, 'Choose a file…'), file);
    },
  ],
];

for (const [name, act] of acts) {
  describe(`a file that is ${name}`, () => {
    it('is shown', async () => {
      const element = put();
      await element.updateComplete;
      act(element, await fileOf(madeUp('stack')));
      await element.rendered;
      expect(element.frameCount).to.equal(12);
    });

    it('is a change that the page hears of', async () => {
      const element = put();
      await element.updateComplete;
      const changes = heard(element, 'dicom-change');
      const file = await fileOf(madeUp('stack'));
      act(element, file);
      expect(changes.map(({ files }) => [...(files ?? [])])).to.deep.equal([[file]]);
      await element.rendered;
    });
  });
}

describe('an element that already shows something', () => {
  it('takes a dropped file instead', async () => {
    const element = await show(madeUp('stack'));
    drop(element, await fileOf(sample('CT_small.dcm')));
    await element.rendered;
    expect(element.columns).to.equal(128);
    expect(element.currentSrc).to.equal('');
  });

  it('opens another file from its tool bar', async () => {
    const element = await show(madeUp('stack'), { controls: '' });
    pick(element, button(element, 'Open…'), await fileOf(sample('CT_small.dcm')));
    await element.rendered;
    expect(element.columns).to.equal(128);
  });

  it('opens another file after an error', async () => {
    const element = put({ src: '/status/404' });
    await next(element, 'dicom-error');
    await element.updateComplete;
    pick(element, button(element, 'Choose another file…'), await fileOf(sample('CT_small.dcm')));
    await element.rendered;
    expect(element.error).to.equal(null);
    expect(element.columns).to.equal(128);
  });

  it('takes the same file twice', async () => {
    const element = await show(madeUp('stack'), { controls: '' });
    const file = await fileOf(sample('CT_small.dcm'));
    const loads = heard(element, 'dicom-load');
    for (const opened of [file, file]) {
      pick(element, button(element, 'Open…'), opened);
      await element.rendered;
    }
    expect(loads).to.have.length(2);
  });
});

describe('files that are held over an element', () => {
  it('would be taken, which a frame shows', async () => {
    const element = put();
    expect(hold(element, new File([], 'a.dcm'))).to.be.true;
    await element.updateComplete;
    expect(has(element, '.drop')).to.be.true;
  });

  it('leave no frame when they are taken away or dropped', async () => {
    const element = put();
    hold(element, new File([], 'a.dcm'));
    element.dispatchEvent(new DragEvent('dragleave'));
    await element.updateComplete;
    expect(has(element, '.drop')).to.be.false;
    const file = await fileOf(madeUp('stack'));
    hold(element, file);
    drop(element, file);
    await element.rendered;
    expect(has(element, '.drop')).to.be.false;
  });
});

describe('what holds no file', () => {
  it('is not taken', () => {
    const element = put();
    const changes = heard(element, 'dicom-change');
    expect(hold(element)).to.be.false;
    drop(element);
    paste(element);
    expect(changes).to.be.empty;
  });
});
