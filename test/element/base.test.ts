import { expect } from 'chai';

import type { DicomError, DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import { inside, sample } from './harness.js';
import { empty, open, run } from './page.js';

const ct = sample('CT_small.dcm');

/** The module as a bundler makes a script of it: it doesn't know where it lies. */
async function bundled(): Promise<typeof DicomViewer> {
  const code = await (await fetch('/dist/dicom-viewer.js')).blob();
  const module = (await import(URL.createObjectURL(code))) as { DicomViewer: typeof DicomViewer };
  return module.DicomViewer;
}

let count = 0;

function putOf(Viewer: typeof DicomViewer): DicomViewer {
  const Element = class extends Viewer {};
  customElements.define(`bundled-viewer-${String(++count)}`, Element);
  const element = new Element();
  element.controls = true;
  element.lang = 'de';
  element.src = ct;
  document.body.append(element);
  return element;
}

describe('an element whose files are not beside its module', () => {
  it('says which command copies them, and which setting says where', async () => {
    const error = (await failureOf(putOf(await bundled()).rendered)) as DicomError;
    expect(error).to.include({ code: 'runtime' });
    expect(error.message).to.include('npx dicom-viewer-element copy public/');
    expect(error.message).to.include('DicomViewer.base');
    expect(error.advice).not.to.include('WebAssembly');
  });

  for (const base of ['/dist', '/dist/', new URL('/dist/', location.href)]) {
    it(`finds them all at its base, also if it is set after the import: ${String(base)}`, async () => {
      const Viewer = await bundled();
      const element = putOf(Viewer);
      Viewer.base = base;
      expect(Viewer.base).to.equal(String(base));
      await element.rendered;
      expect(element.columns).to.equal(128);
      while (inside(element, '.controls').lang !== 'de') {
        await new Promise(requestAnimationFrame);
      }
      expect(inside(element, '[part="toolbar"]')).to.exist;
    });
  }
});

describe('an element that is there before its module', () => {
  it('keeps the properties that were set', async () => {
    const page = await open(empty);
    const element = page.document.createElement('dicom-viewer');
    Object.assign(element, { windowCenter: 40, windowWidth: 400, cornerText: true });
    page.document.body.append(element);
    await run(page, '/dist/dicom-viewer.js');
    await element.updateComplete;
    expect(element).to.include({ windowCenter: 40, windowWidth: 400, cornerText: true });
    expect(element.getAttribute('window-center')).to.equal('40');
    element.removeAttribute('window-center');
    expect(element.windowCenter).to.equal(undefined);
  });
});
