import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import {
  button,
  canvasOf,
  generated,
  has,
  inside,
  openPanel,
  put,
  sample,
  show,
  slider,
} from './harness.js';
import { until } from './marks.js';
import { press } from './user.js';

const ct = sample('CT_small.dcm');
const stack = generated('stack');
const volume = '/.cache/planes/axial.zip';

/** Shows an image with controls in an element of a style. */
async function showIn(
  style: string,
  src = stack,
  attributes: Record<string, string> = {},
): Promise<DicomViewer> {
  const element = put({ src, controls: '', ...attributes });
  element.style.cssText = style;
  await element.rendered;
  await settled(element);
  return element;
}

/** Waits for what follows a change of sizes. */
async function settled(element: DicomViewer): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise(requestAnimationFrame);
    await element.updateComplete;
  }
}

function boxOf(element: DicomViewer, selector: string): DOMRect {
  return inside(element, selector).getBoundingClientRect();
}

/** The names of the buttons that are seen, outside of panels. */
function seen(element: DicomViewer): string[] {
  const buttons = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.toolbar button') ?? [])];
  return buttons.filter(({ offsetParent }) => offsetParent).map((each) => each.textContent.trim());
}

describe('a height that the page sets', () => {
  it('of 320 pixels leaves room for the bar', async () => {
    const element = await showIn('width: 700px; height: 320px');
    expect(inside(element, '.toolbar').className).to.include('bar');
    expect(boxOf(element, '.stage').height).to.equal(320 - 41);
  });

  for (const attributes of [{}, { plane: 'mpr' }]) {
    it(`below makes the bar one button in a corner, and the image has all of it: ${JSON.stringify(attributes)}`, async () => {
      const element = await showIn('width: 700px; height: 300px', volume, attributes);
      expect(boxOf(element, '.stage').height).to.equal(300);
      expect(seen(element)).to.deep.equal(['Image tools']);
      const [corner, host] = [boxOf(element, '.toolbar'), element.getBoundingClientRect()];
      expect([corner.right, corner.bottom]).to.deep.equal([host.right, host.bottom]);
      expect(corner.width * corner.height).to.be.below(3000);
      await openPanel(element, 'Image tools');
      const panel = inside(element, '.panel');
      for (const name of ['Zoom', 'Fit', 'Reset', 'Info', 'Full screen', 'Open…']) {
        const found = [...panel.querySelectorAll('button')].find(
          (each) => each.textContent.trim() === name,
        );
        expect(found?.offsetHeight, name).to.be.greaterThan(0);
      }
      expect(has(element, '.panel select[aria-label="Preset"]')).to.be.true;
      expect(has(element, '.panel select[aria-label="Plane"]')).to.be.true;
      expect(panel.getBoundingClientRect().top).to.be.at.least(host.top);
    });
  }

  it('below covers no text of the image with that button', async () => {
    const element = await showIn('width: 700px; height: 300px', volume);
    const corner = boxOf(element, '.toolbar');
    const texts = [
      ...(element.shadowRoot?.querySelectorAll('[part="corner"], [part="orientation"]') ?? []),
    ];
    expect(texts).to.have.length.above(2);
    const covered = texts.filter((text) => overlaps(text.getBoundingClientRect(), corner));
    expect(covered.map(({ textContent }) => textContent)).to.be.empty;
  });

  it('of less than 160 pixels leaves the image alone', async () => {
    const element = await showIn('width: 700px; height: 150px');
    expect(boxOf(element, '.stage').height).to.equal(150);
    expect(seen(element)).to.be.empty;
    expect(() => slider(element, 'Frame')).to.throw('no slider');
  });

  it('greater than 85 % of the window leaves no stripe below the image', async () => {
    const element = await showIn(`width: 700px; height: ${String(window.innerHeight + 100)}px`);
    const [toolbar, host] = [boxOf(element, '.toolbar'), element.getBoundingClientRect()];
    expect(boxOf(element, '.stage').bottom).to.be.closeTo(toolbar.top, 0.5);
    expect(toolbar.bottom).to.equal(host.bottom);
  });

  it('is followed when it changes', async () => {
    const element = await showIn('width: 700px; height: 400px');
    expect(seen(element)).to.include('Reset');
    element.style.height = '200px';
    await settled(element);
    expect(seen(element)).to.deep.equal(['Image tools']);
    element.style.height = '100px';
    await settled(element);
    expect(seen(element)).to.be.empty;
    element.style.height = '400px';
    await settled(element);
    expect(seen(element)).to.include('Reset');
  });
});

describe('without a height, an element', () => {
  for (const [width, layout] of [
    [700, 'bar'],
    [400, 'phone'],
    [280, 'corner'], // 168 pixels of image
    [160, 'none'], // 96
  ] as const) {
    it(`of ${String(width)} pixels has the layout ${layout}, and an image of that width`, async () => {
      const element = await showIn(`width: ${String(width)}px`);
      expect(inside(element, '.toolbar').className).to.equal(`toolbar ${layout}`);
      const room = { bar: 41, phone: 81, corner: 0, none: 0 }[layout];
      const stage = boxOf(element, '.stage');
      expect(stage.width / stage.height).to.be.closeTo(40 / 24, 0.02);
      expect(element.offsetHeight).to.be.closeTo(stage.height + room, 1);
    });
  }
});

describe('a phone', () => {
  it('has the image at full width, a row with play, scrubber and number, and five places', async () => {
    const element = await showIn('width: 374px', '/.cache/series/thorax.zip');
    const stage = boxOf(element, '.stage');
    expect(boxOf(element, 'canvas').width).to.be.closeTo(
      Math.min(374, (stage.height * 20) / 30),
      1,
    );
    expect(boxOf(element, '.pane').width).to.equal(374);
    expect(seen(element)).to.deep.equal(['Play', 'Tool', 'Presets', 'Layout', 'More']);
    const row = boxOf(element, '.scrubber');
    expect(row.width).to.equal(374);
    expect(inside(element, '.scrubber output').textContent).to.equal('1 of 24');
    const places = boxOf(element, '.places');
    expect(places.top).to.be.at.least(row.bottom);
    expect(places.bottom).to.be.at.most(element.getBoundingClientRect().bottom);
  });

  for (const name of ['Tool', 'Presets', 'Layout', 'More']) {
    it(`has a sheet of at most 45 % of its height for ${name}`, async () => {
      const element = await showIn('width: 374px', volume, { editable: '' });
      await openPanel(element, name);
      const [sheet, host] = [boxOf(element, '.panel'), element.getBoundingClientRect()];
      expect(sheet.height).to.be.at.most(0.45 * host.height + 1);
      expect(sheet.width).to.be.at.least(host.width - 2);
      expect(overlaps(sheet, boxOf(element, '.places'))).to.be.false;
    });
  }

  it('has in its sheets what the bar has elsewhere', async () => {
    const element = await showIn('width: 374px', volume, { editable: '' });
    await openPanel(element, 'More');
    for (const name of ['Reset', 'Invert', 'Info', 'Full screen', 'Fit']) {
      expect(button(element, name).offsetHeight, name).to.be.greaterThan(0);
    }
    await openPanel(element, 'Tool');
    for (const name of ['Window', 'Pan', 'Zoom', 'Scroll', 'Length']) {
      expect(button(element, name).offsetHeight, name).to.be.greaterThan(0);
    }
  });
});

describe('the page’s own tools', () => {
  for (const [style, opener] of [
    ['width: 700px', undefined],
    ['width: 374px', 'More'],
    ['width: 374px; height: 250px', 'Image tools'],
  ] as const) {
    it(`have a place in the bar, or in its last panel (${style})`, async () => {
      const element = await showIn(style, volume);
      const tool = document.createElement('button');
      Object.assign(tool, { slot: 'toolbar', textContent: 'Mine' });
      element.append(tool);
      if (opener) {
        await openPanel(element, opener);
      }
      expect(tool.offsetHeight).to.be.greaterThan(0);
    });
  }
});

describe('the bar', () => {
  const names = ['Window', 'Zoom', 'Presets', 'Reset', 'Info', 'Layout', 'Measure', 'More'];

  it('has words beside its icons from 900 pixels, where they fit', async () => {
    const element = await showIn('width: 1300px', volume, { editable: '' });
    const width = (name: string) =>
      button(element, name).querySelector<HTMLElement>('.word')?.offsetWidth ?? 0;
    expect(names.filter((name) => width(name) > 10)).to.deep.equal(names);
    element.style.width = '899px';
    await settled(element);
    expect(names.filter((name) => width(name) > 10)).to.be.empty;
    expect(button(element, 'Reset').title).to.equal('Reset (R)');
  });

  it('is one row, whatever its width and the size of the text', async () => {
    const element = await showIn('width: 1300px', volume, { editable: '' });
    for (const size of ['100%', '200%']) {
      document.documentElement.style.fontSize = size;
      for (const width of [1300, 1000, 900, 700, 600, 500, 400]) {
        element.style.width = `${String(width)}px`;
        await settled(element);
        const bar = inside(element, '.toolbar');
        const { left, right, top, bottom } = bar.getBoundingClientRect();
        const outside = [...bar.querySelectorAll('button')].filter((each) => {
          const box = each.getBoundingClientRect();
          const isIn =
            box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
          return each.offsetParent && !isIn;
        });
        const what = outside.map((each) => each.textContent.trim()).join();
        expect(what, `${String(width)} ${size}`).to.equal('');
        expect(bar.scrollWidth, `${String(width)} ${size}`).to.be.at.most(bar.clientWidth);
      }
    }
    document.documentElement.style.fontSize = '';
  });

  it('leaves to its last panel first marks, then the layout, and never presets and reset', async () => {
    const element = await showIn('width: 700px', volume, { editable: '' });
    const slot = document.createElement('span');
    Object.assign(slot, { slot: 'toolbar' });
    slot.style.cssText = 'flex: none; display: inline-block; height: 1px';
    element.append(slot);
    const gone: string[] = [];
    for (let width = 0; width < 640; width += 20) {
      slot.style.width = `${String(width)}px`;
      element.style.width = `${String(700 - (width % 40 ? 1 : 0))}px`; // the bar is fitted anew
      await settled(element);
      const there = seen(element);
      const left = names.filter((name) => !there.includes(name) && !gone.includes(name));
      gone.push(...left);
      expect(there).to.include.members(['Presets', 'Reset', 'More']);
    }
    expect(gone).to.deep.equal(['Measure', 'Layout', 'Info', 'Window', 'Zoom']);
    await openPanel(element, 'More');
    for (const name of ['Length', 'Info', 'Pan', 'Zoom']) {
      const panel = [...inside(element, '.panel').querySelectorAll('button')];
      const found = panel.find((each) => each.textContent.trim() === name);
      expect(found?.offsetHeight, name).to.be.greaterThan(0);
    }
  });

  it('keeps its controls where they are whatever a series and a window are called', async () => {
    const element = await showIn('width: 700px', generated('voi-luts'));
    const before = boxOf(element, '.end');
    await openPanel(element, 'Presets');
    const option = inside(element, '.panel option');
    option.textContent = 'A very long name of a window '.repeat(20);
    const [panel, host] = [boxOf(element, '.panel'), element.getBoundingClientRect()];
    expect(panel.left).to.be.at.least(host.left);
    expect(panel.right).to.be.at.most(host.right);
    expect(inside(element, '.panel').scrollWidth).to.be.at.most(
      inside(element, '.panel').clientWidth,
    );
    expect(boxOf(element, '.end').right).to.equal(before.right);
    expect(element.scrollWidth).to.be.at.most(700);
  });

  it('has tracks whose length no number changes', async () => {
    const element = await showIn('width: 700px', ct);
    await openPanel(element, 'Presets');
    const widths = new Set<number>();
    for (const windowWidth of [1, 4095, 1234.567]) {
      element.windowWidth = windowWidth;
      await element.rendered;
      await element.updateComplete;
      widths.add(slider(element, 'Width').offsetWidth);
    }
    expect(widths.size).to.equal(1);
  });

  it('moves no button when the info panel opens', async () => {
    for (const [width, attributes] of [
      [900, { src: ct }],
      [1100, { src: volume, plane: 'mpr' }],
      [390, { src: volume, 'info-tab': 'tags' }],
    ] as const) {
      const { src, ...others } = attributes;
      const element = await showIn(`width: ${String(width)}px`, src, others);
      const more = button(element, 'More');
      const before = more.getBoundingClientRect().toJSON() as object;
      element.info = true;
      await element.updateComplete;
      await until(() => has(element, '.info .close'));
      await settled(element);
      expect(more.getBoundingClientRect().toJSON(), String(width)).to.deep.equal(before);
      element.remove();
    }
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`opens panels above their buttons, and within the element, on a page that is ${dir}`, async () => {
      const element = await showIn('width: 800px', stack, { dir });
      const host = element.getBoundingClientRect();
      for (const name of ['Speed', 'Presets', 'More']) {
        await openPanel(element, name);
        const [panel, opener] = [boxOf(element, '.panel'), boxOf(element, '[aria-expanded=true]')];
        expect(panel.left, name)
          .to.be.at.least(host.left)
          .and.at.most(opener.left + 1);
        expect(panel.right, name)
          .to.be.at.most(host.right)
          .and.at.least(opener.right - 1);
        if (name === 'Presets') {
          const edge = dir === 'rtl' ? 'right' : 'left';
          expect(panel[edge]).to.be.closeTo(opener[edge], 1);
        }
      }
    });
  }

  it('has a track and uncut buttons on a phone whose text is twice as large', async () => {
    document.documentElement.style.fontSize = '200%';
    try {
      const element = await showIn('width: 320px', volume);
      await until(() => has(element, '.scrubber input'));
      expect(boxOf(element, '.scrubber input').width).to.be.at.least(100);
      const cut = [...inside(element, '.places').querySelectorAll<HTMLElement>('.word')].filter(
        (word) => word.offsetWidth > 1 && word.scrollWidth > word.clientWidth,
      );
      expect(cut.map(({ textContent }) => textContent)).to.be.empty;
    } finally {
      document.documentElement.style.fontSize = '';
    }
  });
});

describe('the list of keys', () => {
  it('opens by ?, is closed by Escape, and gives the focus back', async () => {
    const element = await showIn('width: 700px', ct);
    inside(element, '.stage').focus();
    await press('?');
    await settled(element);
    const panel = inside(element, '.panel');
    expect([panel.ariaLabel, panel.role]).to.deep.equal(['Keys on the image', 'dialog']);
    expect(panel.textContent).to.include('Shift + Arrow keys').and.include('Invert');
    expect(element.shadowRoot?.activeElement).to.equal(panel);
    await press('Escape');
    await settled(element);
    expect(has(element, '.panel')).to.be.false;
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.stage'));
  });

  it('has its keys in one column, and what they do beside', async () => {
    const element = await showIn('width: 700px', ct);
    inside(element, '.stage').focus();
    await press('?');
    await settled(element);
    const boxes = (tag: string) =>
      [...inside(element, '.keys').querySelectorAll(tag)].map((each) =>
        each.getBoundingClientRect(),
      );
    const [keys, names] = [boxes('dt'), boxes('dd')];
    expect(keys.map(({ top }) => top)).to.deep.equal(names.map(({ top }) => top));
    expect(Math.max(...keys.map(({ right }) => right))).to.be.below(names[0]?.left ?? 0);
  });

  it('is not there without controls', async () => {
    const element = await show(ct, { tool: 'window' });
    inside(element, '.stage').focus();
    await press('?');
    expect(has(element, '.panel')).to.be.false;
  });
});

interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}

describe('the layout of the page', () => {
  /** How much of what is seen an element's coming and going has moved (Cumulative Layout Shift). */
  async function shiftWhile(load: () => Promise<unknown>): Promise<number> {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        // The browser's own parts of a progress bar, which move on purpose, are no nodes of the page.
        sum += entry.sources.some(({ node }) => node) ? entry.value : 0;
      }
    });
    observer.observe({ type: 'layout-shift', buffered: false });
    await load();
    for (let frame = 0; frame < 10; frame += 1) {
      await new Promise(requestAnimationFrame);
    }
    observer.disconnect();
    return sum;
  }

  for (const style of [
    'width: 390px',
    'width: 300px',
    'width: 700px',
    'width: 700px; height: 300px',
  ]) {
    it(`is not shifted by an image that comes with controls (${style})`, async () => {
      const element = put({ controls: '', width: '40', height: '24' });
      element.style.cssText = style;
      const text = document.createElement('p');
      text.textContent = 'What follows. '.repeat(50);
      document.body.append(text);
      await settled(element);
      const shift = await shiftWhile(async () => {
        element.src = stack;
        await element.rendered;
        await settled(element);
      });
      expect(shift).to.equal(0);
      expect(canvasOf(element).width).to.equal(40);
    });
  }
});

function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
