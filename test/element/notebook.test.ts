import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { language as german } from '../../src/languages/de/language.js';
import { english } from '../../src/languages/english.js';
import { language as spanish } from '../../src/languages/es/language.js';
import { language as french } from '../../src/languages/fr/language.js';
import { language as japanese } from '../../src/languages/ja/language.js';
import { language as chinese } from '../../src/languages/zh-Hant/language.js';
import { sample } from './harness.js';
import { hashOf } from './page.js';
import { kernelModel, Model, show, until, viewerIn, type Widget } from './widget.js';

/** The hash of what a file shows without a notebook. */
async function shownBy(src: string, properties: Partial<DicomViewer> = {}): Promise<string> {
  const viewer = document.createElement('dicom-viewer');
  Object.assign(viewer, { src, ...properties });
  document.body.append(viewer);
  await viewer.rendered;
  return hashOf(viewer);
}

describe('the widget of notebooks', () => {
  beforeEach(async () => {
    for (const name of await caches.keys()) {
      await caches.delete(name);
    }
  });

  it('shows what the kernel sends, and reads the viewer from the browser the next time', async () => {
    const first = await kernelModel();
    const { el } = await show(first);
    expect(await hashOf(await viewerIn(el))).to.equal(await shownBy(sample('CT_small.dcm')));
    expect(first.asked).to.include('own:worker.js');
    const second = await kernelModel();
    await viewerIn((await show(second)).el);
    expect(second.asked).to.deep.equal(['source:1.0']);
  });

  it('shows another file in its place, whose decoder came from the kernel', async () => {
    const model = await kernelModel();
    const { el } = await show(model);
    const viewer = await viewerIn(el);
    model.set('_source_files', [{ id: '2.0', name: 'JPEG2000.dcm' }]);
    const wanted = await shownBy(sample('JPEG2000.dcm'));
    await until(async () => (await hashOf(viewer)) === wanted);
  });

  it('shows the first of several files while others are on their way', async () => {
    const files = ['1.0', '2.0'].map((id) => ({ id, name: `series/${id} #1.dcm` }));
    const model = await kernelModel({ _source_files: files });
    let release: () => void = () => undefined;
    model.delay = (file) =>
      file === 'source:2.0' ? new Promise<void>((resolve) => (release = resolve)) : undefined;
    const { el } = await show(model);
    await until(() => el.querySelector('dicom-viewer')?.frameCount === 1);
    const viewer = el.querySelector('dicom-viewer') as DicomViewer;
    await viewer.updateComplete;
    expect(viewer.loaded).to.be.false;
    const wanted = await shownBy(sample('CT_small.dcm'));
    await until(async () => (await hashOf(viewer)) === wanted);
    release();
    await viewerIn(el);
    viewer.series = 1;
    const other = await shownBy(sample('JPEG2000.dcm'));
    await until(async () => (await hashOf(viewer)) === other);
  });

  it('has the frames of a long file when it wants them, the shown one first', async () => {
    const dose = '1.2.826.0.1.3680043.8.498.9';
    const instance = `/.cache/dicomweb/studies/${dose}/series/${dose}.2/instances/${dose}.2.1`;
    const stored = `${instance}/instance.dcm`;
    const bytes = await (await fetch(stored)).arrayBuffer();
    const [count, length] = [15, 400];
    const start = bytes.byteLength - count * length;
    const frames: Record<string, ArrayBuffer> = {};
    for (let frame = 0; frame < count; frame += 1) {
      const at = start + frame * length;
      frames[`frame:1.0.${String(frame)}`] = bytes.slice(at, at + length);
    }
    const file = { id: '1.0', name: 'dose.dcm', transferSyntax: '1.2.840.10008.1.2' };
    const model = await kernelModel(
      { _source_files: [file], frame: 5 },
      { 'metadata:1.0': `${instance}/metadata`, ...frames },
    );
    let release: () => void = () => undefined;
    const later = new Promise<void>((resolve) => (release = resolve));
    model.delay = (name) => (/^frame:1\.0\.(?!5)/.test(name) ? later : undefined);
    const { el } = await show(model);
    const shows = async (frame: number) => {
      const wanted = await shownBy(stored, { frame });
      await until(async () => {
        const viewer = el.querySelector('dicom-viewer');
        return viewer?.frameCount === count && (await hashOf(viewer)) === wanted;
      });
    };
    await shows(5);
    expect(model.asked).not.to.include('source:1.0');
    release();
    model.set('frame', 12);
    await shows(12);
  });

  it('waits for a kernel that runs a cell for longer than a server may be silent', async () => {
    const model = await kernelModel();
    let beats = 0;
    let release: () => void = () => undefined;
    model.delay = (file) =>
      file === 'source:1.0' ? new Promise<void>((resolve) => (release = resolve)) : undefined;
    const { el } = await show(model, ({ window }) => {
      const start = window.setTimeout.bind(window);
      // a hundred times as fast
      window.setTimeout = ((callback: () => void, ms = 0) => {
        beats += Number(ms === 5000);
        return start(callback, ms / 100);
      }) as typeof window.setTimeout;
    });
    await until(() => beats > 8);
    release();
    const viewer = await viewerIn(el);
    expect(viewer.error).to.equal(null);
    expect(await hashOf(viewer)).to.equal(await shownBy(sample('CT_small.dcm')));
  });

  for (const language of [english, german, spanish, french, japanese, chinese]) {
    it(`says in the language of the page that it loads: ${language.tag}`, async () => {
      const model = await kernelModel();
      let answer: () => void = () => undefined;
      model.delay = () => new Promise<void>((resolve) => (answer = resolve));
      const { el, end } = await show(model, ({ document: { documentElement } }) => {
        documentElement.lang = language.tag;
      });
      expect(el.textContent).to.equal(language.progress.runtime);
      await until(() => model.asked.length === 1);
      answer();
      await until(() => el.textContent !== language.progress.runtime);
      const [before, after] = language.progress.bytesOfTotal
        .replace('{what}', language.progress.runtime)
        .split('{loaded}');
      expect(el.textContent.startsWith(before ?? '?')).to.be.true;
      expect(el.textContent.endsWith(after?.split('{total}')[1] ?? '?')).to.be.true;
      end();
    });
  }

  it('follows the traits and sets them', async () => {
    const model = await kernelModel({ window_center: 40, window_width: 400, height: 300 });
    const viewer = await viewerIn((await show(model)).el);
    expect(viewer.style.height).to.equal('300px');
    expect(await hashOf(viewer)).to.equal(
      await shownBy(sample('CT_small.dcm'), { windowCenter: 40, windowWidth: 400 }),
    );
    model.set('window_center', null);
    model.set('window_width', null);
    await viewer.rendered;
    expect(await hashOf(viewer)).to.equal(await shownBy(sample('CT_small.dcm')));
    const detail = { windowCenter: 7, windowWidth: 90, center: [1, 2], preset: undefined };
    viewer.dispatchEvent(new CustomEvent('dicom-change', { detail }));
    expect([model.get('window_center'), model.get('window_width')]).to.deep.equal([7, 90]);
    expect(model.get('center')).to.equal(undefined);
    expect(model.saves).to.equal(1);
    viewer.dispatchEvent(new CustomEvent('dicom-change', { detail }));
    expect(model.saves).to.equal(1);
    viewer.annotations = [{ id: 'a', type: 'point', points: [[1, 2]], frame: 0 }];
    viewer.dispatchEvent(new CustomEvent('dicom-annotation'));
    expect(model.get('annotations')).to.deep.equal(viewer.annotations);
  });

  it('shares one element among the widgets of a page', async () => {
    const model = await kernelModel();
    const { page, el } = await show(model);
    const other = page.document.createElement('div');
    page.document.body.append(other);
    const module = page.window.eval(`import('/dist/notebook.js?copy')`) as Promise<{
      default: Widget;
    }>;
    (await module).default.render({ model, el: other });
    await Promise.all([viewerIn(el), viewerIn(other)]);
    expect(model.asked.filter((name) => name === 'own:worker.js')).to.have.length(1);
  });

  it('says what the kernel does not send', async () => {
    const model = new Model(
      { _own_files: { 'dicom-viewer.js': 9 }, _own_version: 'broken' },
      { 'own:dicom-viewer.js': '' },
    );
    const { el } = await show(model);
    await until(() => el.textContent === "The viewer can't be loaded: KeyError: nothing");
    const other = await kernelModel({ _source_files: [{ id: '9.0', name: 'gone' }] });
    const { el: without } = await show(other);
    await until(
      () => without.textContent === "The kernel's files can't be read: KeyError: nothing",
    );
  });

  it('leaves nothing behind where its cell goes', async () => {
    const model = await kernelModel();
    const { el, end } = await show(model);
    await viewerIn(el);
    end();
    expect(el.querySelector('dicom-viewer')).to.equal(null);
    expect(model.listenerCount).to.equal(0);
  });

  for (const base of [undefined, '/dist', '../../../dist/']) {
    it(`shows a URL where there is no kernel, as on pages of MyST: ${String(base)}`, async () => {
      const { el } = await show(new Model({ src: sample('CT_small.dcm'), base }));
      expect(await hashOf(await viewerIn(el))).to.equal(await shownBy(sample('CT_small.dcm')));
    });
  }

  it('asks nothing of a model that has no kernel, as that of MyST, which throws', async () => {
    const fails = () => {
      throw new Error('not implemented');
    };
    const given = new Model({ src: sample('CT_small.dcm') });
    const model = Object.assign(given, { save_changes: fails, off: fails, send: fails });
    const { page, el, end } = await show(model);
    const errors: string[] = [];
    page.window.addEventListener('error', ({ message }) => errors.push(message));
    const viewer = await viewerIn(el);
    const detail = { windowCenter: 7, windowWidth: 90 };
    viewer.dispatchEvent(new CustomEvent('dicom-change', { detail }));
    expect(model.get('window_center')).to.equal(7);
    end();
    expect(el.querySelector('dicom-viewer')).to.equal(null);
    expect(errors).to.be.empty;
  });
});
