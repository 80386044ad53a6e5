import { emulateMedia } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  canvasOf,
  generated,
  has,
  inside,
  openPanel,
  pixels,
  put,
  sample,
  sha256,
  show,
} from './harness.js';
import { drag, press } from './user.js';

const full = { controls: '', info: '' };

function boxOf(element: DicomViewer, selector: string): DOMRect {
  return inside(element, selector).getBoundingClientRect();
}

describe('the size of the image', () => {
  it('keeps its shape, whatever the width of the element', async () => {
    const element = await show(generated('stack'));
    for (const width of [200, 400]) {
      element.style.width = `${String(width)}px`;
      const box = boxOf(element, 'canvas');
      expect(box.width / box.height).to.be.closeTo(40 / 24, 0.02);
      expect(box.width).to.be.closeTo(width, 2);
    }
  });

  it('keeps its shape within a height that the page sets', async () => {
    const element = await show(generated('stack'));
    element.style.cssText = 'width: 400px; height: 120px';
    const box = boxOf(element, 'canvas');
    expect(box.height).to.be.closeTo(120, 2);
    expect(box.width / box.height).to.be.closeTo(40 / 24, 0.02);
  });

  it('shows pixels as wide and high as the file says, and one for one on the canvas', async () => {
    const element = await show(generated('non-square'));
    const canvas = canvasOf(element);
    expect([canvas.width, canvas.height]).to.deep.equal([64, 48]);
    const box = boxOf(element, 'canvas');
    expect(box.width / box.height).to.be.closeTo((64 * 0.5) / 48, 0.02);
  });
});

describe('the width of the element', () => {
  const places: [place: string, container: string, own: string][] = [
    ['in a flex row', 'display: flex', ''],
    ['in an inline flex row', 'display: inline-flex', ''],
    ['where it floats', '', 'float: left'],
    [
      'in a flex column that centers it',
      'display: flex; flex-direction: column; align-items: center',
      '',
    ],
  ];
  for (const [place, container, own] of places) {
    it(`is 20rem ${place}, unless the page says otherwise`, async () => {
      const parent = document.createElement('div');
      parent.style.cssText = container;
      document.body.append(parent);
      const element = put({ src: generated('stack'), ...full });
      element.style.cssText = own;
      parent.append(element);
      await element.rendered;
      await element.updateComplete;
      expect(element.getBoundingClientRect().width).to.equal(320);
      expect(boxOf(element, '.stage').width).to.equal(320);
      element.style.width = '200px';
      expect(boxOf(element, '.stage').width).to.equal(200);
    });
  }

  it('is that of the page where the element stands among paragraphs', () => {
    expect(put().getBoundingClientRect().width).to.equal(document.body.clientWidth);
  });
});

describe('the placeholder', () => {
  it('invites, until there is an image', async () => {
    const element = put({ controls: '' });
    await element.rendered;
    expect(inside(element, '.placeholder').textContent).to.include('Drop or paste DICOM files');
    element.src = sample('CT_small.dcm');
    await element.rendered;
    expect(has(element, '.placeholder')).to.be.false;
  });

  it('can be the page’s own', async () => {
    const element = put({}, '<p slot="placeholder">No image yet.</p>');
    await element.rendered;
    const slot = element.querySelector('p')?.assignedSlot;
    expect(slot?.closest('.placeholder')).to.equal(inside(element, '.placeholder'));
  });
});

describe('the page’s own style', () => {
  it('reaches the parts', async () => {
    const style = document.createElement('style');
    style.textContent = 'dicom-viewer::part(canvas) { opacity: 0.5 }';
    document.body.append(style);
    const element = await show(sample('CT_small.dcm'));
    expect(getComputedStyle(canvasOf(element)).opacity).to.equal('0.5');
  });

  it('reaches what lies around the image', async () => {
    const style = document.createElement('style');
    style.textContent = 'dicom-viewer::part(stage) { outline: 3px solid }';
    document.body.append(style);
    const element = await show(sample('CT_small.dcm'));
    expect(getComputedStyle(inside(element, '.stage')).outlineWidth).to.equal('3px');
    style.remove();
  });

  it('sets colours by custom properties', async () => {
    const element = await show(sample('CT_small.dcm'), full);
    element.style.setProperty('--dicom-viewer-stage', 'rgb(1, 2, 3)');
    element.style.setProperty('--dicom-viewer-surface', 'rgb(4, 5, 6)');
    expect(getComputedStyle(inside(element, '.stage')).backgroundColor).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(element).backgroundColor).to.equal('rgb(4, 5, 6)');
  });

  it('sets the least height of the stage, where it sets none of the element', async () => {
    const element = await show(generated('stack'));
    element.style.cssText = 'width: 100px; --dicom-viewer-min-height: 150px';
    expect(boxOf(element, '.stage').height).to.equal(150);
    element.style.height = '80px';
    expect(boxOf(element, '.stage').height).to.equal(80);
  });

  it('hides the element with the attribute hidden', () => {
    const element = put({ hidden: '' });
    expect(getComputedStyle(element).display).to.equal('none');
  });
});

describe('what stands on the image', () => {
  it('has a dark edge, so that letters are legible on white too', async () => {
    const element = await show(sample('CT_small.dcm'), { controls: '' });
    for (const selector of ['[part="orientation"]', '[part="corner"]']) {
      const style = getComputedStyle(inside(element, selector));
      expect(style.webkitTextStroke, selector).to.equal('3px rgb(0, 0, 0)');
      expect(style.paintOrder, selector).to.match(/^stroke/);
    }
  });

  it('has the ring of the focus above it, in two tones', async () => {
    const element = await show(sample('CT_small.dcm'), { controls: '' });
    await press('Tab');
    const stage = inside(element, '.stage');
    expect(element.shadowRoot?.activeElement === stage).to.be.true;
    const { content, position, borderTopColor, outlineColor } = getComputedStyle(stage, '::after');
    expect([content, position]).to.deep.equal(['""', 'absolute']); // after the panes, which have no place of their own
    expect([borderTopColor, outlineColor]).to.deep.equal(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    expect(getComputedStyle(inside(element, '.pane')).zIndex).to.equal('auto');
  });
});

describe('texts and buttons', () => {
  const states: [name: string, enter: () => Promise<DicomViewer>][] = [
    ['before anything is shown', () => Promise.resolve(put({ controls: '' }))],
    [
      'after an error',
      async () => {
        const element = put({ controls: '', src: '/status/404' });
        await failureOf(element.rendered);
        return element;
      },
    ],
    ['with controls', () => show(generated('voi-luts'), { controls: '' })],
    [
      'with a panel',
      async () => {
        const element = await show(generated('voi-luts'), { controls: '' });
        await openPanel(element, 'Presets');
        return element;
      },
    ],
  ];
  for (const [name, enter] of states) {
    for (const [width, size] of [
      ['340px', '100%'],
      ['320px', '200%'],
      ['700px', '200%'],
    ] as const) {
      it(`are not cut off ${name}, at ${width} and a text of ${size}`, async () => {
        document.documentElement.style.fontSize = size;
        const element = await enter();
        element.style.width = width;
        for (let frame = 0; frame < 3; frame += 1) {
          await new Promise(requestAnimationFrame);
          await element.updateComplete;
        }
        const host = element.getBoundingClientRect();
        const parts = element.shadowRoot?.querySelectorAll<HTMLElement>('button, .status p') ?? [];
        const cut = [...parts].filter((part) => {
          const box = part.getBoundingClientRect();
          const isOutside = box.left < host.left - 1 || box.right > host.right + 1;
          const isCut =
            part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1;
          return part.offsetParent && (isOutside || isCut);
        });
        document.documentElement.style.fontSize = '';
        expect(cut.map(({ textContent }) => textContent.trim())).to.be.empty;
      });
    }
  }
});

describe('a user’s preferences', () => {
  afterEach(async () => {
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  });

  it('for dark make the controls dark where the page is, and leave the image alone', async () => {
    const element = await show(sample('CT_small.dcm'), full);
    const image = await sha256(pixels(element));
    const colour = () => getComputedStyle(element).backgroundColor;
    await emulateMedia({ colorScheme: 'dark' });
    expect(colour()).to.equal('rgb(255, 255, 255)'); // the page has not said that it can be dark
    document.documentElement.style.colorScheme = 'light dark';
    expect(colour()).to.equal('rgb(22, 24, 29)');
    document.documentElement.style.colorScheme = 'light';
    expect(colour()).to.equal('rgb(255, 255, 255)');
    document.documentElement.style.colorScheme = '';
    expect(await sha256(pixels(element))).to.equal(image);
  });

  it('for less motion leave everything at work', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const element = await show(generated('stack'), full);
    await drag(inside(element, '.stage'), 0.2, 0);
    expect(element.windowWidth).to.be.greaterThan(2000);
  });
});
