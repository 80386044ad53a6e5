import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { has, heard, inside, openPanel, put, show, slider } from './harness.js';
import { folder, layerOf, layersOf, only, painted } from './layered.js';
import { click, press, useTouchScreen } from './user.js';

const images = `${folder}images.zip`;
const withSegmentation = `${folder}images-and-segmentation.zip`;
const controls = { controls: '', frame: '3' };

/** Shows a source, and the list of its layers. */
async function showList(src: string, attributes = {}): Promise<DicomViewer> {
  const element = await show(src, { ...controls, ...attributes });
  await openPanel(element, 'Layers');
  return element;
}

/** Shows the list of layers of a series with a source laid over it. */
async function listOf(src: string, of = images, attributes = {}): Promise<DicomViewer> {
  const child = `<source src="${of}"><source layer src="${folder}${src}">`;
  const element = put({ ...controls, ...attributes }, child);
  await element.rendered;
  await openPanel(element, 'Layers');
  return element;
}

/** What of the panel has a name. */
function named(element: DicomViewer, name: string): HTMLElement {
  return inside(element, `.panel [aria-label="${name}"]`);
}

async function clickOn(element: DicomViewer, name: string): Promise<void> {
  await click(named(element, name));
  await element.rendered;
}

describe('the list of layers', () => {
  it('is in the bar if there are layers, and only then', async () => {
    const element = await show(images, controls);
    expect(has(element, '.toolbar .layers')).to.be.false;
    element.src = withSegmentation;
    await element.rendered;
    expect(inside(element, '.toolbar .layers').textContent.trim()).to.equal('Layers');
  });

  it('has an eye for each layer, and tells the page', async () => {
    const element = await showList(withSegmentation);
    const changes = heard(element, 'dicom-change');
    expect(named(element, 'Show Organs').ariaPressed).to.equal('true');
    await clickOn(element, 'Show Organs');
    expect(layersOf(element)).to.be.empty;
    expect(named(element, 'Show Organs').ariaPressed).to.equal('false');
    expect(changes).to.deep.equal([{ layerList: element.layerList }]);
    expect(only(element).visible).to.be.false;
    await clickOn(element, 'Show Organs');
    expect(layersOf(element)).to.have.lengthOf(1);
  });

  it('has an eye and a colour for each segment', async () => {
    const element = await showList(withSegmentation);
    const before = painted(element).filter(Boolean).length;
    await clickOn(element, 'Show Organ 2');
    const after = painted(element).filter(Boolean).length;
    expect(after).to.be.within(1, before - 1);
    const field = named(element, 'Colour of Organ 1') as HTMLInputElement;
    field.value = '#0000ff';
    field.dispatchEvent(new Event('input'));
    await element.rendered;
    const colors = only(element).segments?.map(({ color, visible }) => [color, visible]) ?? [];
    expect(colors.slice(0, 2).map(([, visible]) => visible)).to.deep.equal([true, false]);
    expect(colors[0]?.[0]).to.equal('#0000ff');
    const at = 4 * painted(element).indexOf(true); // its outline is opaque
    expect([...layerOf(element).subarray(at, at + 4)]).to.deep.equal([0, 0, 255, 255]);
  });

  it('has a slider for the opacity, which keys move', async () => {
    const element = await showList(withSegmentation);
    slider(element, 'Opacity').focus();
    await press('ArrowRight');
    await press('ArrowRight');
    await element.rendered;
    expect(only(element).opacity).to.equal(0.5);
    expect(slider(element, 'Opacity').ariaValueText).to.equal('50%');
  });

  for (const [plane, frame] of [
    ['Organ 1', 3], // its middle slice is at 33.2 mm, and that image at 33.75
    ['Organ 2', 2], // 31.9 and 32.5
    ['Organ 3', 5], // 35.8 and 36.25
  ] as const) {
    it(`goes to the middle of ${plane}`, async () => {
      const element = await showList(withSegmentation, { frame: '7' });
      const changes = heard(element, 'dicom-change');
      await click(named(element, `Go to the middle of ${plane}`));
      while (changes.length === 0) {
        await new Promise(requestAnimationFrame);
      }
      expect(changes).to.deep.equal([{ frame }]);
      await element.rendered;
      expect(painted(element).some(Boolean)).to.be.true;
    });
  }

  it('goes there in planes, too', async () => {
    const element = await showList(withSegmentation, { plane: 'mpr' });
    element.style.height = '700px'; // room for the list
    await element.rendered;
    const changes = heard(element, 'dicom-change');
    named(element, 'Go to the middle of Organ 3').click();
    while (changes.length === 0) {
      await new Promise(requestAnimationFrame);
    }
    await element.rendered;
    expect(element.crosshair?.center[2]).to.be.closeTo(35.8, 1e-3);
    expect([0, 1, 2].map((index) => painted(element, index).some(Boolean))).to.deep.equal([
      true,
      true,
      true,
    ]);
  });

  it('has the colour map and the window of values', async () => {
    const element = await listOf('pet.zip');
    const list = inside(element, '.panel select') as HTMLSelectElement;
    expect(list.ariaLabel).to.match(/: Colour map$/);
    list.value = 'pet';
    list.dispatchEvent(new Event('change'));
    expect(inside(element, '.panel').textContent).to.contain('SUVbw');
    const width = slider(element, 'Width');
    width.focus();
    await press('Home');
    await element.rendered;
    expect(only(element).colormap).to.equal('pet');
    expect(only(element).windowWidth).to.equal(Number(width.min));
    expect(only(element).windowCenter).to.be.null;
    await press('End');
    await element.rendered;
    expect(only(element).windowWidth).to.equal(20);
  });

  it('has the threshold, the reference and the lines of a dose', async () => {
    const element = await showList(`${folder}images-and-dose.zip`);
    const changes = heard(element, 'dicom-change');
    const set = async (label: string, value: string, event: string) => {
      const fields = [...(element.shadowRoot?.querySelectorAll('.panel label') ?? [])];
      const field = fields.find((each) => each.textContent.includes(label));
      const input = field?.querySelector('input');
      if (input) {
        input.value = value;
        input.dispatchEvent(new Event(event, { bubbles: true }));
      }
      await element.rendered;
    };
    const before = painted(element).filter(Boolean).length;
    await set('Lines at', '90, 45.5', 'change');
    await set('Coloured from', '50', 'input');
    expect(painted(element).filter(Boolean).length).to.be.within(1, before - 1);
    await set('100 % is', '12.5', 'change');
    const { threshold, reference, isodoses } = only(element);
    expect({ threshold, reference, isodoses }).to.deep.equal({
      ...{ threshold: 50, reference: 12.5, isodoses: [90, 45.5] },
    });
    expect(changes).to.have.lengthOf(3);
    await set('100 % is', '', 'change');
    expect(only(element).reference).to.be.null; // the greatest dose
  });

  it('hides and shows all, with the file’s own overlays', async () => {
    const element = await listOf('segmentation.dcm', `${folder}images-with-overlays.zip`);
    const changes = heard(element, 'dicom-change');
    await clickOn(element, 'Show Overlays');
    expect(element.overlays).to.equal('off');
    inside(element, '.panel .buttons button').click();
    await element.rendered;
    expect(layersOf(element)).to.be.empty;
    inside(element, '.panel .buttons button').click();
    await element.rendered;
    expect(layersOf(element)).to.have.lengthOf(1);
    expect(changes).to.deep.equal([{ overlays: 'off' }, { layers: 'off' }, { layers: 'on' }]);
  });

  it('lists the file’s own overlays where there are no layers', async () => {
    const element = await showList(`${folder}images-with-overlays.zip`);
    const changes = heard(element, 'dicom-change');
    expect(has(element, '.panel .buttons')).to.be.false; // there is nothing else to hide
    await clickOn(element, 'Show Overlays');
    expect(element.overlays).to.equal('off');
    expect(changes).to.deep.equal([{ overlays: 'off' }]);
    element.src = images;
    await element.rendered;
    expect(has(element, '.toolbar .layers')).to.be.false;
  });

  it('lists the layers of another source, though they are off', async () => {
    const element = await showList(withSegmentation);
    inside(element, '.panel .buttons button').click();
    await element.rendered;
    element.src = `${folder}images-and-dose.zip`;
    await element.rendered;
    expect(inside(element, '.panel').textContent).to.contain('Gy');
    expect(layersOf(element)).to.be.empty;
  });

  it('lists the uppermost layer first, whichever came first', async () => {
    const element = await listOf('pet.zip', withSegmentation);
    const names = () =>
      [...(element.shadowRoot?.querySelectorAll('.panel .head bdi') ?? [])].map(
        ({ textContent }) => textContent,
      );
    expect(element.layerList.map(({ type }) => type)).to.deep.equal(['fusion', 'segmentation']);
    expect(names()[0]).to.equal('Organs');
  });

  it('is used by keys alone, and keeps the focus', async () => {
    const element = await show(withSegmentation, controls);
    const opener = inside(element, '.toolbar .layers');
    opener.focus();
    await press('Enter');
    await element.updateComplete;
    await press('Tab');
    await press('Tab');
    const focused = () => element.shadowRoot?.activeElement;
    expect(focused()).to.equal(named(element, 'Show Organs'));
    await press('Space');
    await element.rendered;
    expect(only(element).visible).to.be.false;
    expect(focused()).to.equal(named(element, 'Show Organs'));
    await press('Escape');
    await element.updateComplete;
    expect(has(element, '.panel')).to.be.false;
    expect(focused()).to.equal(opener);
  });

  it('scrolls where there are many segments', async () => {
    const element = await listOf('many-segments.dcm');
    const panel = inside(element, '.panel');
    inside(element, '.panel summary').focus(); // so many are folded
    await press('Enter');
    const rows = element.shadowRoot?.querySelectorAll<HTMLElement>('.panel li') ?? [];
    expect(rows).to.have.lengthOf(100);
    const [last] = [...rows].slice(-1);
    last?.querySelector<HTMLElement>('button:last-child')?.focus();
    const { top, bottom } = last?.getBoundingClientRect() ?? new DOMRect();
    const room = panel.getBoundingClientRect();
    expect(top).to.be.at.least(room.top);
    expect(bottom).to.be.at.most(room.bottom);
    expect(room.bottom).to.be.at.most(element.getBoundingClientRect().bottom);
  });

  it('names nobody where that is to be hidden', async () => {
    const element = await showList(withSegmentation, { 'hide-identity': '' });
    const text = inside(element, '.panel').textContent;
    expect(text).not.to.contain('Organs'); // the description of its series
    expect(text).to.contain('Segmentation').and.to.contain('Organ 1');
  });

  it('is in the sheet of a phone, and behind the button of a low element', async () => {
    const element = await show(withSegmentation, controls);
    for (const [style, opener] of [
      ['width: 374px', 'Layers'],
      ['width: 374px; height: 250px', 'Image tools'],
    ] as const) {
      element.style.cssText = style;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      await element.updateComplete;
      await openPanel(element, opener);
      expect(named(element, 'Show Organs').offsetHeight).to.be.greaterThan(0);
    }
  });
});

describe('the list of layers on a screen for fingers', () => {
  before(() => useTouchScreen());
  after(() => useTouchScreen(false));

  it('has nothing that is smaller than a finger', async () => {
    const element = await showList(withSegmentation);
    const targets =
      element.shadowRoot?.querySelectorAll<HTMLElement>(
        '.panel :is(button, select, input, summary)',
      ) ?? [];
    const small = [...targets].filter((target) => {
      const { width, height } = target.getBoundingClientRect();
      return Math.min(width, height) < 44;
    });
    expect(targets.length).to.be.greaterThan(8);
    expect(small.map(({ outerHTML }) => outerHTML.slice(0, 200))).to.be.empty;
  });
});
