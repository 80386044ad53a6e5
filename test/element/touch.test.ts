import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { button, generated, has, heard, inside, openPanel, sample, show } from './harness.js';
import { middle, tap, touch, useTouchScreen, way } from './user.js';

const stack = generated('stack');

function stageOf(element: DicomViewer): HTMLElement {
  return inside(element, '.stage');
}

/** Shows an image on a page that is long enough to be scrolled, above and below it. */
async function showOnLongPage(
  src = stack,
  attributes: Record<string, string> = { controls: '' },
): Promise<DicomViewer> {
  const element = await show(src, attributes);
  Object.assign(element.style, { marginTop: '400px', marginBottom: '3000px', width: '400px' });
  window.scrollTo(0, 300);
  await new Promise(requestAnimationFrame);
  return element;
}

/** Waits until the page stands still. */
async function still(): Promise<number> {
  for (let before = -1; before !== window.scrollY;) {
    before = window.scrollY;
    for (let frame = 0; frame < 6; frame += 1) {
      await new Promise(requestAnimationFrame);
    }
  }
  return window.scrollY;
}

describe('fingers on the image', () => {
  before(() => useTouchScreen());
  after(() => useTouchScreen(false));
  afterEach(() => {
    window.scrollTo(0, 0);
  });

  it('scroll the page until it is tapped', async () => {
    const element = await showOnLongPage();
    const changes = heard(element, 'dicom-change');
    await touch([way(middle(stageOf(element)), 0, -150)]);
    expect(await still()).to.be.greaterThan(380);
    expect(changes).to.be.empty;
    expect(has(element, '.done')).to.be.false;
  });

  it('go through slices after a tap, and the page stays', async () => {
    const element = await showOnLongPage();
    const changes = heard(element, 'dicom-change');
    await tap(middle(stageOf(element)));
    const { height } = stageOf(element).getBoundingClientRect();
    await touch([way(middle(stageOf(element)), 0, (height * 5) / 12)]);
    expect(element.frame).to.equal(5);
    await touch([way(middle(stageOf(element)), 0, (-height * 3) / 12)]);
    expect(element.frame).to.equal(2);
    expect(changes.every((change) => Object.keys(change).join() === 'frame')).to.be.true;
    expect(await still()).to.equal(300);
  });

  it('do what the chosen tool does', async () => {
    const element = await showOnLongPage(stack, { controls: '', tool: 'window' });
    await tap(middle(stageOf(element)));
    await touch([way(middle(stageOf(element)), 40, 0)]);
    expect([element.frame, element.windowWidth]).to.deep.equal([0, 2000 + 40 * 5]);
  });

  it('scroll the page beyond the last slice, and the first', async () => {
    const element = await showOnLongPage();
    element.frame = 10;
    await element.rendered;
    const place = middle(stageOf(element));
    await tap(place);
    const step = stageOf(element).getBoundingClientRect().height / 12;
    await touch([way(place, 0, step + 60)]);
    expect(element.frame).to.equal(11);
    expect(await still()).to.be.closeTo(240, 2);
    await touch([way(middle(stageOf(element)), 0, -11 * step - 90, 16)]);
    expect(element.frame).to.equal(0);
    expect(await still()).to.be.closeTo(330, 4);
  });

  it('zoom and pan by two', async () => {
    const element = await showOnLongPage(sample('CT_small.dcm'));
    const [x, y] = middle(stageOf(element));
    await tap([x, y]);
    await touch([way([x - 40, y], -40, 0), way([x + 40, y], 40, 0)]);
    expect(element.zoom).to.be.closeTo(2, 0.05);
    const [before = 64] = element.center ?? [];
    await touch([way([x - 40, y], -60, 0), way([x + 40, y], -60, 0)]);
    expect(element.zoom).to.be.closeTo(2, 0.05);
    expect(element.center?.[0]).to.be.greaterThan(before + 5);
    expect(element.windowWidth).to.equal(undefined);
    expect(await still()).to.equal(300);
  });

  it('are the page’s again after Done, and the image’s after another tap', async () => {
    const element = await showOnLongPage();
    const place = middle(stageOf(element));
    await tap(place);
    const done = button(element, 'Done');
    const { width, height } = done.getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(44);
    await tap(middle(done));
    expect(has(element, '.done')).to.be.false;
    expect(element.shadowRoot?.activeElement).to.equal(stageOf(element));
    await touch([way(place, 0, -60)]);
    expect(element.frame).to.equal(0);
    expect(await still()).to.be.greaterThan(330);
    await tap(middle(stageOf(element)));
    await touch([way(middle(stageOf(element)), 0, 60)]);
    expect(element.frame).to.be.greaterThan(0);
  });

  it('are the page’s again when the focus leaves the element', async () => {
    const element = await showOnLongPage();
    await tap(middle(stageOf(element)));
    stageOf(element).blur();
    expect(has(element, '.done')).to.be.false;
    await touch([way(middle(stageOf(element)), 0, -60)]);
    expect(element.frame).to.equal(0);
  });

  it('scroll the page where they begin on the crosshair, until the image is tapped', async () => {
    const element = await showOnLongPage('/.cache/planes/axial.zip', {
      controls: '',
      plane: 'mpr',
    });
    const changes = heard(element, 'dicom-change');
    const line = inside(element, '.pane .grasp.middle');
    await touch([way(middle(line), 0, -120)]);
    expect(await still()).to.be.greaterThan(350);
    expect(changes).to.be.empty;
  });

  it('do nothing to a picture', async () => {
    const element = await showOnLongPage(stack, {});
    await tap(middle(stageOf(element)));
    await touch([way(middle(stageOf(element)), 0, -60)]);
    expect(await still()).to.be.greaterThan(330);
    expect(has(element, '.done')).to.be.false;
  });
});

describe('on a screen for fingers, what is touched', () => {
  before(() => useTouchScreen());
  after(() => useTouchScreen(false));

  const states: [name: string, width: string, panel?: string][] = [
    ['in the bar', '700px'],
    ['on a phone', '374px'],
    ['in a sheet', '374px', 'More'],
    ['in a panel', '700px', 'Presets'],
  ];
  for (const [name, width, panel] of states) {
    it(`is at least 44 pixels high and wide ${name}`, async () => {
      expect(matchMedia('(pointer: coarse)').matches).to.be.true;
      const element = await show('/.cache/planes/axial.zip', { controls: '', editable: '' });
      element.style.width = width;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      if (panel) {
        await openPanel(element, panel);
      }
      const targets =
        element.shadowRoot?.querySelectorAll<HTMLElement>('button, select, input') ?? [];
      const small = [...targets].filter((target) => {
        const { width: wide, height } = target.getBoundingClientRect();
        return height > 0 && Math.min(wide, height) < 44;
      });
      expect(small.map(({ outerHTML }) => outerHTML.slice(0, 200))).to.be.empty;
    });
  }
});

describe('a finger on one of three planes', () => {
  before(() => useTouchScreen());
  after(() => useTouchScreen(false));

  it('belongs to the image after a tap, and its pane has the focus', async () => {
    const element = await show('/.cache/planes/axial.zip', { controls: '', plane: 'mpr' });
    element.style.width = '800px';
    await element.rendered;
    const [, pane] = element.shadowRoot?.querySelectorAll<HTMLElement>('.pane') ?? [];
    if (!pane) {
      throw new Error('there is no second pane');
    }
    const { left, top, width, height } = pane.getBoundingClientRect();
    await tap([Math.round(left + width / 4), Math.round(top + height / 4)]);
    expect(element.shadowRoot?.activeElement).to.equal(pane);
    expect(inside(element, '.stage').classList.contains('held')).to.be.true;
  });
});
