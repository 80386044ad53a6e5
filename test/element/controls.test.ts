import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import {
  button,
  generated,
  has,
  heard,
  inside,
  openPanel,
  sample,
  show,
  slider,
} from './harness.js';
import { click, press } from './user.js';

const stack = generated('stack');

/** Shows a file with controls, and the panel of the window, if there is one. */
async function showControls(
  src: string,
  attributes: Record<string, string> = {},
): Promise<DicomViewer> {
  const element = await show(src, { controls: '', ...attributes });
  await openPanel(element, 'Presets');
  return element;
}

function textBeside(input: HTMLInputElement): string | undefined {
  return input.labels?.[0]?.querySelector('output')?.textContent;
}

async function choose(element: DicomViewer, label: string, value: string): Promise<void> {
  const select = inside(element, `select[aria-label="${label}"]`) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await element.rendered;
}

describe('the controls', () => {
  it('are there only if the page asks, and only with an image', async () => {
    const element = await show(stack);
    expect(has(element, '[part="controls"]')).to.be.false;
    element.controls = true;
    await element.updateComplete;
    expect(has(element, '[part="controls"] [part="toolbar"]')).to.be.true;
    element.src = undefined;
    await element.rendered;
    expect(has(element, '[part="toolbar"]')).to.be.false;
    expect(inside(element, '[part="controls"]').offsetHeight).to.equal(41); // its room is kept
  });

  it('have a slider each for the frame, the center and the width', async () => {
    const element = await showControls(stack);
    const sliders = element.shadowRoot?.querySelectorAll('[part="slider"]') ?? [];
    expect([...sliders]).to.deep.equal(
      ['Frame', 'Center', 'Width'].map((label) => slider(element, label)),
    );
  });

  it('have a place for more tools', async () => {
    const element = await showControls(stack);
    const tool = document.createElement('button');
    tool.slot = 'toolbar';
    element.append(tool);
    expect(tool.assignedSlot?.closest('[part="toolbar"]')).to.equal(
      inside(element, '[part="toolbar"]'),
    );
  });
});

describe('the tools of the bar', () => {
  const pointer = (element: DicomViewer) =>
    [...(element.shadowRoot?.querySelectorAll('.pointer button') ?? [])].map((each) =>
      each.textContent.trim(),
    );

  it('are all that make sense for what is shown', async () => {
    expect(pointer(await show(stack, { controls: '' }))).to.deep.equal([
      'Window',
      'Pan',
      'Zoom',
      'Scroll',
    ]);
  });

  it('are those alone that the page names, in the bar’s order', async () => {
    const tools = 'zoom  window, crosshair length';
    const element = await show(stack, { controls: '', editable: '', tools });
    expect(element.tools).to.equal(tools);
    expect(pointer(element)).to.deep.equal(['Window', 'Zoom']);
    await openPanel(element, 'Measure');
    const marks = [...inside(element, '.panel').querySelectorAll('button')];
    expect(marks.map((each) => each.textContent.trim())).to.deep.equal(['Length']);
    element.tools = 'pan';
    await element.updateComplete;
    expect([element.getAttribute('tools'), pointer(element)]).to.deep.equal(['pan', ['Pan']]);
    expect(() => button(element, 'Measure')).to.throw('no button');
    element.removeAttribute('tools');
    await element.updateComplete;
    expect(pointer(element)).to.have.length(4);
  });

  it('are none where the page names none', async () => {
    const element = await show(stack, { controls: '', tools: '' });
    expect(has(element, '.pointer')).to.be.false;
  });
});

describe('a panel of the bar', () => {
  it('is reached by the Tab key from its button, and closed by Escape, which gives the focus back', async () => {
    const element = await show(stack, { controls: '' });
    const opener = button(element, 'Presets');
    opener.focus();
    await press('Enter');
    await element.updateComplete;
    await press('Tab');
    const focused = () => element.shadowRoot?.activeElement;
    expect(focused()?.closest('.panel')).to.equal(inside(element, '.panel'));
    await press('Escape');
    await element.updateComplete;
    expect(has(element, '.panel')).to.be.false;
    expect(focused()).to.equal(opener);
  });
});

describe('the frame slider', () => {
  it('shows where one is', async () => {
    const input = slider(await showControls(stack, { frame: '4' }), 'Frame');
    expect([input.min, input.max, input.value]).to.deep.equal(['0', '11', '4']);
    expect(textBeside(input)).to.equal('5 of 12');
  });

  it('goes to a frame, and tells the page', async () => {
    const element = await showControls(stack);
    const changes = heard(element, 'dicom-change');
    slider(element, 'Frame').focus();
    await press('ArrowRight');
    await press('End');
    await press('Home');
    await element.rendered;
    expect(changes).to.deep.equal([{ frame: 1 }, { frame: 11 }, { frame: 0 }]);
    expect(element.frame).to.equal(0);
  });

  it('follows the page', async () => {
    const element = await showControls(stack);
    element.frame = 6;
    await element.rendered;
    expect(slider(element, 'Frame').value).to.equal('6');
  });

  it('is missing with a single frame', async () => {
    const element = await showControls(sample('CT_small.dcm'));
    expect(() => slider(element, 'Frame')).to.throw('no slider');
  });
});

describe('the play button', () => {
  it('plays and pauses, and tells the page', async () => {
    const element = await showControls(generated('frames'), { loop: '' });
    const changes = heard(element, 'dicom-change');
    await click(button(element, 'Play'));
    await element.updateComplete;
    expect(element.paused).to.be.false;
    await click(button(element, 'Pause'));
    await element.updateComplete;
    expect(element.paused).to.be.true;
    expect(button(element, 'Play')).to.exist;
    expect(changes).to.deep.equal([{ paused: false }, { paused: true }]);
  });

  it('follows the page', async () => {
    const element = await showControls(generated('frames'), { loop: '' });
    element.play();
    await element.updateComplete;
    expect(button(element, 'Pause')).to.exist;
  });

  it('is missing with a single frame', async () => {
    const element = await showControls(sample('CT_small.dcm'));
    expect(() => button(element, 'Play')).to.throw('no button');
  });
});

describe('the window sliders', () => {
  it('show the window in force', async () => {
    const element = await showControls(stack, { 'window-center': '300' });
    expect(slider(element, 'Center').value).to.equal('300');
    expect(slider(element, 'Width').value).to.equal('2000');
    expect(textBeside(slider(element, 'Width'))).to.equal('2000');
  });

  it('span the values of the image and the window', async () => {
    const { min, max } = slider(await showControls(stack), 'Center');
    expect([Number(min), Number(max)]).to.deep.equal([0, 1000]);
  });

  it('change the window, and tell the page', async () => {
    const element = await showControls(stack);
    const changes = heard(element, 'dicom-change');
    slider(element, 'Center').focus();
    await press('ArrowLeft');
    slider(element, 'Width').focus();
    await press('Home');
    await element.rendered;
    expect(changes).to.deep.equal([{ windowCenter: 999 }, { windowWidth: 1 }]);
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([999, 1]);
  });

  it('move in fine steps where values lie close together', async () => {
    const element = await showControls(generated('double'));
    const input = slider(element, 'Center');
    expect(Number(input.step)).to.be.lessThan(1e-8);
    input.focus();
    const before = input.valueAsNumber;
    await press('ArrowRight');
    expect(element.windowCenter).to.be.greaterThan(before);
  });

  it('are missing where no window applies', async () => {
    const element = await showControls(sample('examples_palette.dcm'));
    expect(() => slider(element, 'Center')).to.throw('no slider');
  });
});

describe('a choice in the tool bar', () => {
  function chosen(element: DicomViewer, label: string): string {
    return (inside(element, `select[aria-label="${label}"]`) as HTMLSelectElement).value;
  }

  it('of a window is taken back by a reset', async () => {
    const element = await showControls(generated('voi-luts'));
    await choose(element, 'Preset', '2');
    await click(button(element, 'Reset'));
    await element.rendered;
    expect(chosen(element, 'Preset')).to.equal('0');
  });

  it('of a window gives way to a script’s', async () => {
    const element = await showControls(generated('voi-luts'));
    await choose(element, 'Preset', '2');
    element.voi = 'NEGATIVE';
    await element.rendered;
    expect(chosen(element, 'Preset')).to.equal('1');
    element.voi = undefined;
    await element.rendered;
    expect(chosen(element, 'Preset')).to.equal('0');
  });

  for (const [label, value, before] of [
    ['Preset', '2', '0'],
    ['Colour map', 'hot', 'gray'],
  ] as const) {
    it(`of a ${label.toLowerCase()} is as before if the page takes it back at once`, async () => {
      const element = await showControls(generated('voi-luts'));
      element.addEventListener('dicom-change', () => {
        Object.assign(element, { voi: undefined, colormap: 'gray' });
      });
      await choose(element, label, value);
      expect(chosen(element, label)).to.equal(before);
    });
  }

  it('of a colour map stays through a reset', async () => {
    const element = await showControls(stack);
    await choose(element, 'Colour map', 'hot');
    await click(button(element, 'Reset'));
    await element.rendered;
    expect([element.colormap, chosen(element, 'Colour map')]).to.deep.equal(['hot', 'hot']);
  });

  for (const [name, colormap] of [
    ['a script’s', 'pet'],
    ['the first', 'gray'],
  ] as const) {
    it(`of a colour map gives way to ${name}`, async () => {
      const element = await showControls(stack);
      await choose(element, 'Colour map', 'hot');
      element.colormap = colormap;
      await element.rendered;
      expect(chosen(element, 'Colour map')).to.equal(colormap);
    });
  }
});

describe('the tool bar', () => {
  it('lists the windows of the file, and takes the chosen one', async () => {
    const element = await showControls(generated('voi-luts'), { 'window-center': '5' });
    const options = [...inside(element, 'select[aria-label="Preset"]').children];
    expect(options.map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Own values',
      '1 · GAMMA',
      '2 · NEGATIVE',
      '3 · DARK',
      '4 · Automatic',
      '5 · Full range',
    ]);
    const changes = heard(element, 'dicom-change');
    await choose(element, 'Preset', '2');
    expect(changes).to.deep.equal([
      { voi: '2', preset: undefined, windowCenter: undefined, windowWidth: undefined },
    ]);
    expect(slider(element, 'Center').value).to.equal('64');
  });

  it('colours the image', async () => {
    const element = await showControls(stack);
    const changes = heard(element, 'dicom-change');
    await choose(element, 'Colour map', 'hot');
    expect(changes).to.deep.equal([{ colormap: 'hot' }]);
    expect(element.getAttribute('colormap')).to.equal('hot');
  });

  it('inverts the image, and back', async () => {
    const element = await showControls(stack);
    const changes = heard(element, 'dicom-change');
    await click(button(element, 'Invert'));
    await element.rendered;
    expect(button(element, 'Invert').ariaPressed).to.equal('true');
    await click(button(element, 'Invert'));
    await element.rendered;
    expect(changes).to.deep.equal([{ invert: true }, { invert: false }]);
  });

  it('neither colours nor inverts a colour image', async () => {
    const element = await showControls(sample('SC_rgb_small_odd.dcm'));
    expect(() => button(element, 'Invert')).to.throw('no button');
    expect(has(element, 'select[aria-label="Colour map"]')).to.be.false;
  });

  it('shows and hides the info panel', async () => {
    const element = await showControls(stack);
    const changes = heard(element, 'dicom-change');
    await click(button(element, 'Info'));
    await element.updateComplete;
    expect(has(element, '[part="info"]')).to.be.true;
    await click(button(element, 'Info'));
    await element.updateComplete;
    expect(has(element, '[part="info"]')).to.be.false;
    expect(changes).to.deep.equal([{ info: true }, { info: false }]);
  });

  it('resets the view', async () => {
    const element = await showControls(stack, { frame: '5', 'window-width': '9' });
    const changes = heard(element, 'dicom-change');
    await click(button(element, 'Reset'));
    await element.rendered;
    expect(element.frame).to.equal(0);
    expect(slider(element, 'Width').value).to.equal('2000');
    expect(changes).to.have.length(1);
    expect(changes[0]).to.include({ frame: 0, windowWidth: undefined });
  });

  it('resets the view as before, whatever a listener did to what it was told', async () => {
    const element = await showControls(stack, { frame: '5' });
    element.addEventListener('dicom-change', ({ detail }) => {
      Object.assign(detail, { frame: 7, windowWidth: 9 });
    });
    await click(button(element, 'Reset'));
    await element.rendered;
    expect([element.frame, element.windowWidth]).to.deep.equal([0, undefined]);
    element.frame = 5;
    element.reset();
    await element.rendered;
    expect([element.frame, element.windowWidth]).to.deep.equal([0, undefined]);
  });
});
