import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  fileOf,
  generated,
  heard,
  pixels,
  put,
  sample,
  show,
  slowly,
  putWithControls,
  openPanel,
} from './harness.js';
import { filesOf, head, sliceRgba, sourcesOf, thorax, urlsOf, zipOf } from './slices.js';
import { drop, dropTree, paste, pickFolder, type Tree } from './user.js';

const ct = sample('CT_small.dcm');
const [archive, directory] = ['/.cache/archives', sample('dicomdirtests')];
const missing = '/status/404';

/** The files of pydicom's file-set, of which each has an image. */
const fileIds: Record<string, string[]> = {
  '77654033/CR1': ['6154'],
  '77654033/CR2': ['6247'],
  '77654033/CR3': ['6278'],
};

async function fileSet(): Promise<Tree> {
  const tree: Tree = { DICOMDIR: await fileOf(`${directory}/DICOMDIR`, 'DICOMDIR') };
  const patient: Tree = {};
  for (const [path, names] of Object.entries(fileIds)) {
    const folder: Tree = {};
    for (const name of names) {
      folder[name] = await fileOf(`${directory}/${path}/${name}`, name);
    }
    patient[path.split('/')[1] ?? ''] = folder;
  }
  tree['77654033'] = patient;
  return tree;
}

describe('source children', () => {
  it('are shown as they are added, removed and reordered', async () => {
    const element = put({}, sourcesOf(urlsOf(thorax).slice(0, 3)));
    await element.rendered;
    expect(element.frameCount).to.equal(3);
    element.insertAdjacentHTML('beforeend', sourcesOf(urlsOf(thorax).slice(3)));
    await Promise.resolve(); // the element hears of it in a microtask
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count);
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 0));
    element.querySelector('source')?.remove();
    await Promise.resolve();
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count - 1);
    element.append(...[...element.children].reverse());
    await Promise.resolve();
    await element.rendered;
    expect(element.currentSrc).to.include(urlsOf(thorax).at(-1));
    element.replaceChildren();
    await Promise.resolve();
    await element.rendered;
    expect(element.frameCount).to.equal(0);
    expect(element.loaded).to.be.false;
  });

  it('are in their order where nothing else tells of one, however they come', async () => {
    const element = put({}, sourcesOf([slowly(generated('stack')), generated('rgb')]));
    await element.rendered;
    expect(element.columns).to.equal(40);
    expect(element.frameCount).to.equal(12);
  });

  it('give way to src, and come back without it', async () => {
    const element = put({ src: ct }, sourcesOf(urlsOf(head)));
    await element.rendered;
    expect(element.columns).to.equal(128);
    element.removeAttribute('src');
    await element.rendered;
    expect(element.frameCount).to.equal(head.count);
  });

  it('give way to files, and come back without them', async () => {
    const element = put({}, sourcesOf(urlsOf(head)));
    element.files = await filesOf(thorax);
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count);
    element.firstElementChild?.remove();
    await Promise.resolve();
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count);
    element.files = undefined;
    await element.rendered;
    expect(element.frameCount).to.equal(head.count - 1);
  });

  it('are read anew when the element is back', async () => {
    const element = put({}, sourcesOf(urlsOf(head)));
    await element.rendered;
    element.remove();
    element.insertAdjacentHTML('beforeend', sourcesOf([ct]));
    await element.rendered;
    const loads = heard(element, 'dicom-load');
    document.body.append(element);
    await element.rendered;
    expect(element.currentSrc).to.include(urlsOf(head)[0]);
    expect(loads).to.have.length(1);
    element.series = 9;
    await element.rendered;
    expect(element.series).to.equal(1);
  });

  it('that can not be had are one warning where others can', async () => {
    const [one = '', ...others] = urlsOf(head);
    const element = putWithControls();
    const warnings = heard(element, 'dicom-warning');
    element.innerHTML = sourcesOf([missing, one, '/status/500', ...others, '/status/403']);
    await Promise.resolve();
    await element.rendered;
    expect(element.frameCount).to.equal(head.count);
    expect(warnings.map(({ code }) => code)).to.deep.equal(['files']);
    expect(warnings[0]?.message).to.include('404').and.include('500').and.include('403');
  });

  it('that can not be had at all are an error of network', async () => {
    const element = put({}, sourcesOf([missing, '/status/500']));
    expect(await failureOf(element.rendered)).to.include({ code: 'network' });
    expect(element.error?.code).to.equal('network');
  });
});

describe('an archive', () => {
  for (const name of ['two.zip', 'stored.zip', 'two.zip.gz', 'nested.zip']) {
    it(`is opened by its URL: ${name}`, async () => {
      const element = await show(`${archive}/${name}`, { series: '9' });
      expect(element.series).to.be.at.least(1);
    });
  }

  for (const [name, act] of [
    ['dropped', drop],
    ['pasted', paste],
  ] as const) {
    it(`is opened when it is ${name}`, async () => {
      const element = putWithControls();
      await element.updateComplete;
      act(element, await fileOf(zipOf(thorax), 'disc'));
      await element.rendered;
      expect(element.frameCount).to.equal(thorax.count);
      expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 0));
    });
  }

  it('of one gzipped file is that', async () => {
    expect((await show(`${archive}/ct.dcm.gz`)).columns).to.equal(128);
  });

  it('has one warning that names what else is in it', async () => {
    const element = putWithControls();
    const warnings = heard(element, 'dicom-warning');
    element.src = `${archive}/disc.zip`;
    await element.rendered;
    expect(warnings).to.have.length(1);
    expect(warnings[0]?.message).to.include('AUTORUN.INF').and.include('viewer.exe');
  });

  for (const [name, code] of [
    ['cut.zip', 'truncated'],
    ['all-encrypted.zip', 'decode'],
    ['empty.zip', 'not-dicom'],
    ['text.gz', 'not-dicom'],
  ]) {
    it(`without an image is an error of ${String(code)}: ${String(name)}`, async () => {
      const element = put({ src: `${archive}/${String(name)}` });
      expect(await failureOf(element.rendered)).to.include({ code });
    });
  }
});

describe('a folder', () => {
  it('that is dropped is read to its depths', async () => {
    const files = await filesOf(thorax);
    const inner = Object.fromEntries(files.slice(12).map((file) => [file.name, file]));
    const outer = Object.fromEntries(files.slice(0, 12).map((file) => [file.name, file]));
    const element = putWithControls();
    dropTree(element, { disc: { ...outer, 'notes.txt': new File(['x'], 'n'), a: { b: inner } } });
    const { detail } = await heardOnce(element);
    expect(detail).to.include('disc/notes.txt');
    expect(element.frameCount).to.equal(thorax.count);
  });

  it('that is picked is a series', async () => {
    const element = putWithControls();
    await element.updateComplete;
    const opener = button(element, 'Choose a folder…');
    await pickFolder(element, opener, ...(await filesOf(thorax)));
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count);
  });

  /** Waits until all is shown; returns the one warning there was. */
  async function heardOnce(element: DicomViewer): Promise<{ detail: string }> {
    const warnings = heard(element, 'dicom-warning');
    await new Promise((resolve) => {
      element.addEventListener('dicom-change', resolve, { once: true });
    });
    await element.rendered;
    expect(warnings).to.have.length(1);
    return { detail: warnings[0]?.message ?? '' };
  }
});

describe('a DICOMDIR', () => {
  it('is opened by its URL, with the files that it refers to', async () => {
    const element = put({ controls: '' });
    const warnings = heard(element, 'dicom-warning');
    element.src = `${directory}/DICOMDIR`;
    await element.rendered;
    expect(element.loaded).to.be.true;
    expect(element.currentSrc).to.include('DICOMDIR');
    await openPanel(element, 'Series');
    const options = element.shadowRoot?.querySelectorAll('[aria-label="Series"] button');
    expect(options).to.have.length(18); // by series, orientation and size, as its files tell
    expect(warnings.filter(({ code }) => code === 'files')).to.be.empty;
  });

  it('whose files are no images is an error that says so', async () => {
    const element = put({ src: `${directory}/TINY_ALPHA/DICOMDIR` });
    expect(await failureOf(element.rendered)).to.include({ code: 'no-image' });
  });

  it('by a URL where its files are not is an error of network', async () => {
    const element = put({ src: '/.cache/series/DICOMDIR' });
    expect(await failureOf(element.rendered)).to.include({ code: 'network' });
  });

  it('by a URL that has no folder is an error that says what is missing', async () => {
    const url = URL.createObjectURL(await fileOf(`${directory}/DICOMDIR`));
    const element = put({ src: url });
    expect(await failureOf(element.rendered)).to.include({ code: 'no-image' });
    URL.revokeObjectURL(url);
  });

  it('that is dropped with its folder shows what of it is there, with one warning', async () => {
    const element = putWithControls();
    const warnings = heard(element, 'dicom-warning');
    const change = new Promise((resolve) => {
      element.addEventListener('dicom-change', resolve, { once: true });
    });
    dropTree(element, { DISC: await fileSet() });
    await change;
    await element.rendered;
    expect(element.columns).to.equal(16);
    const ofFiles = warnings.filter(({ code }) => code === 'files');
    expect(ofFiles).to.have.length(1);
    expect(ofFiles[0]?.message).to.include('77654033/CT2/17106').and.include('23 more');
  });

  it('alone is an error that says what is missing', async () => {
    const element = putWithControls();
    element.files = await fileOf(`${directory}/DICOMDIR`, 'DICOMDIR');
    expect(await failureOf(element.rendered)).to.include({ code: 'no-image' });
    expect(element.error?.message).to.include('folder');
  });
});
