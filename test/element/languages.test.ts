import { expect } from 'chai';

import { DicomError, DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  canvasOf,
  fileOf,
  generated,
  has,
  heard,
  inside,
  next,
  pixels,
  put,
  sample,
  show,
  slider,
  openPanel,
} from './harness.js';
import { panesOf, showMpr } from './planes.js';

const page = document.documentElement;

/** The files of languages that the page has fetched: each is, and then is imported from the browser's cache. */
function fetched(): string[] {
  const urls = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  return [...new Set(urls.filter((path) => path.startsWith('/dist/languages/')))];
}

/** Waits for what a language's file brings. */
async function until(isThere: () => boolean): Promise<void> {
  while (!isThere()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Waits until an element's texts are in a language. */
async function speaks(element: DicomViewer, tag: string): Promise<void> {
  await element.updateComplete;
  await until(() => inside(element, '[role="status"]').lang === tag);
}

describe('the languages', () => {
  afterEach(() => {
    page.removeAttribute('lang');
  });

  it('are English alone until a page uses another', async () => {
    page.lang = 'en-GB';
    const element = await show(sample('CT_small.dcm'), { controls: '', info: '' });
    expect(button(element, 'Reset').closest('[lang]')).to.have.property('lang', 'en-GB');
    expect(inside(element, 'aside').textContent).to.include('19 Jan 2004');
    expect(fetched()).to.be.empty;
  });

  it('follow the page live: controls, information, numbers, announcements', async () => {
    const element = await show(sample('CT_small.dcm'), {
      controls: '',
      info: '',
      'window-center': '0.5',
    });
    await openPanel(element, 'Presets');
    const before = pixels(element);
    page.lang = 'de-AT';
    await speaks(element, 'de-AT');
    expect(fetched()).to.deep.equal(['/dist/languages/de.js']);
    expect(button(element, 'Zurücksetzen').closest('[lang]')).to.have.property('lang', 'de-AT');
    expect(slider(element, 'Mitte').ariaValueText).to.equal('0,5');
    expect(inside(element, '[role="status"]').textContent).to.include('Fenstermitte 0,5');
    expect(inside(element, 'aside').ariaLabel).to.equal('Über dieses Bild');
    expect(inside(element, 'aside').textContent).to.include('Geschlecht').and.include('19.01.2004');
    expect(pixels(element)).to.deep.equal(before);
    page.lang = 'en';
    await speaks(element, 'en');
    expect(slider(element, 'Center').ariaValueText).to.equal('0.5');
  });

  it('are each there, by the nearest lang', async () => {
    const words = { es: 'Restablecer', fr: 'Réinitialiser', ja: 'リセット', 'zh-TW': '重設' };
    for (const [lang, word] of Object.entries(words)) {
      const element = await show(sample('CT_small.dcm'), { controls: '', lang });
      await speaks(element, lang);
      expect(button(element, word).textContent.trim()).to.equal(word);
    }
    expect(fetched()).to.include.members(['/dist/languages/ja.js', '/dist/languages/zh-Hant.js']);
  });

  it('leave alone what the page names itself, and say in which language that is', async () => {
    const element = await show(sample('CT_small.dcm'), { alt: 'qIHbej', lang: 'tlh' });
    const canvas = inside(element, 'canvas');
    expect([canvas.ariaLabel, canvas.lang]).to.deep.equal(['qIHbej', 'tlh']);
    expect(canvas.parentElement?.closest('[lang]')).to.have.property('lang', 'en');
    element.alt = undefined;
    await element.updateComplete;
    expect(canvas.hasAttribute('lang')).to.be.false;
  });

  it('tell errors, also one that is shown already', async () => {
    const element = put({ lang: 'de' });
    await speaks(element, 'de');
    const event = next(element, 'dicom-error');
    element.files = await fileOf('/README.md', 'README.md');
    const error = (await failureOf(element.rendered)) as DicomError;
    const message = 'Das ist keine DICOM-Datei.';
    expect((await event).detail).to.deep.equal({ code: 'not-dicom', message });
    expect(error).to.equal(element.error);
    expect(error).to.include({ message, advice: 'Wählen Sie eine DICOM-Datei.' });
    const panel = inside(element, '[part="error"]');
    expect(panel.textContent).to.include(message).and.include(error.advice);
    const errors = heard(element, 'dicom-error');
    element.lang = 'en';
    await speaks(element, 'en');
    expect(panel.textContent).to.include('This is not a DICOM file.').and.include('Choose a DICOM');
    expect([error.message, errors]).to.deep.equal([message, []]);
  });

  it('tell warnings, also one that is shown already, once', async () => {
    const element = put({ lang: 'de' });
    await speaks(element, 'de');
    const warnings = heard(element, 'dicom-warning');
    element.src = generated('cut-within-frames');
    await element.rendered;
    expect(inside(element, 'summary').textContent).to.equal('Die Datei endet zu früh');
    const count = warnings.length;
    expect(warnings.map(({ message }) => message).join(' ')).to.include('unvollständig');
    element.lang = 'en';
    await speaks(element, 'en');
    element.frame = 1;
    await element.rendered;
    expect(inside(element, 'details').textContent)
      .to.include('The file ends early')
      .and.include('incomplete');
    expect(warnings).to.have.length(count);
  });

  it('are added by a page', async () => {
    const element = await show(sample('CT_small.dcm'), { controls: '', lang: 'it' });
    expect(button(element, 'Reset').textContent.trim()).to.equal('Reset');
    DicomViewer.addLanguage({ tag: 'it', controls: { reset: 'Ripristina' } });
    await speaks(element, 'it');
    expect(button(element, 'Ripristina').textContent.trim()).to.equal('Ripristina');
    expect(has(element, '[aria-label="Image tools"]')).to.be.true;
  });
});

describe('a page from right to left', () => {
  it('leaves the order within numbers and English sentences', async () => {
    const attributes = { controls: '', info: '', dir: 'rtl', 'window-center': '-600' };
    const element = await show(sample('CT_small.dcm'), attributes);
    await openPanel(element, 'Presets');
    const center = slider(element, 'Center').parentElement?.querySelector('output');
    const minus = place(center, '-');
    expect(minus).to.be.lessThan(place(center, '6'));
    const values = [...inside(element, 'aside').querySelectorAll('dd')];
    const type = values.find(({ textContent }) => textContent.startsWith('16 of 16,'));
    expect(place(type, '16')).to.be.lessThan(place(type, ','));
    const label = inside(element, 'dt');
    const value = inside(element, 'dd');
    expect(left(label)).to.be.greaterThan(left(value));
    const text = document.createRange();
    text.selectNodeContents(value);
    expect(text.getBoundingClientRect().right).to.be.closeTo(right(value), 1);
  });
});

describe('three planes on a page from right to left', () => {
  it('keep their order, each with its slider at its end', async () => {
    const element = await showMpr({ controls: '', dir: 'rtl', style: 'width: 1000px' });
    const panes = panesOf(element).map((pane) => left(pane));
    expect(panes).to.deep.equal([...panes].sort((a, b) => a - b));
    expect(right(inside(element, '.slices'))).to.be.at.most(left(canvasOf(element)));
  });
});

const left = (element: Element) => element.getBoundingClientRect().left;
const right = (element: Element) => element.getBoundingClientRect().right;

/** How far from the left a part of an element's text begins. */
function place(element: HTMLElement | null | undefined, part: string): number {
  const node = document.createTreeWalker(element ?? document, NodeFilter.SHOW_TEXT);
  while (node.nextNode()) {
    const start = node.currentNode.textContent?.indexOf(part) ?? -1;
    if (start >= 0) {
      const range = document.createRange();
      range.setStart(node.currentNode, start);
      range.setEnd(node.currentNode, start + part.length);
      return range.getBoundingClientRect().left;
    }
  }
  throw new Error(`There is no ${part}.`);
}
