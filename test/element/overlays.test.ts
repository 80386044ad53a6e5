import { expect } from 'chai';

import { DicomViewer } from '/dist/dicom-viewer.js';

import {
  button,
  canvasOf,
  eachRequest,
  generated,
  heard,
  inside,
  layerOf,
  pixels,
  pixelsOf,
  put,
  sample,
  sha256,
  show,
  showWithTool,
  openPanel,
} from './harness.js';
import { click, drag } from './user.js';

const overlays = generated('overlays');
const frames = generated('overlay-frames');
const embedded = generated('overlay-embedded');

const orange = [255, 90, 0, 255];
const nothing = [0, 0, 0, 0];
/** The gray of the P-value 4000H, of which FFFFH is white. */
const shutter = [64, 64, 64, 255];

/** The RGBA of a pixel above the image, by column and row from 0. */
function above(element: DicomViewer, x: number, y: number): number[] {
  const start = (y * layerOf(element).width + x) * 4;
  return [...pixelsOf(layerOf(element)).subarray(start, start + 4)];
}

/** The columns, from 0, of the first row in which something lies above the image. */
function coveredColumns(element: DicomViewer): number[] {
  const columns = [...Array(element.columns).keys()];
  return columns.filter((x) => above(element, x, 0)[3] !== 0);
}

/** Whether each of the renderings that a test has asked for asked for the layer too. */
let asked: boolean[];
let stopListening: () => void;

beforeEach(() => {
  asked = [];
  stopListening = eachRequest(({ type, withLayer }) => {
    if (type === 'picture') {
      asked.push(Boolean(withLayer));
    }
  });
});

afterEach(() => {
  stopListening();
});

describe('overlays', () => {
  it('lie on a canvas of their own, and the image stays what it is', async () => {
    const element = await showWithTool(overlays);
    const { width, height } = layerOf(element);
    expect([width, height]).to.deep.equal([64, 48]);
    const image = await sha256(pixels(element));
    element.overlays = 'off';
    await element.rendered;
    expect(await sha256(pixels(element))).to.equal(image);
    expect(canvasOf(element).part.value).to.equal('canvas');
  });

  it('are opaque above the shutter and the image, which is seen elsewhere', async () => {
    const element = await showWithTool(overlays);
    expect(above(element, 30, 30)).to.deep.equal(orange); // the diagonal, on the image
    expect(above(element, 0, 0)).to.deep.equal(orange); // and on the shutter
    expect(above(element, 22, 18)).to.deep.equal(orange); // the box begins at row 19, column 23
    expect(above(element, 54, 5)).to.deep.equal(orange); // the last row but one of the corner
    expect(above(element, 54, 7)).to.deep.equal(shutter);
    expect(above(element, 1, 0)).to.deep.equal(shutter);
    expect(above(element, 32, 24)).to.deep.equal(nothing);
  });

  it('may lie in unused bits of the pixel data', async () => {
    for (const src of [embedded, generated('overlay-embedded-rle')]) {
      const element = await show(src);
      expect([0, 3, 4, 7, 8].map((x) => above(element, x, 0)[3])).to.deep.equal([
        0, 0, 255, 255, 0,
      ]);
    }
  });

  it('are there with their frame', async () => {
    const element = await show(frames);
    for (const [frame, columns] of [
      [0, []],
      [1, [9]],
      [2, [19]],
      [3, []],
      [1, [9]],
    ] as const) {
      element.frame = frame;
      await element.rendered;
      expect(coveredColumns(element)).to.deep.equal(columns);
    }
  });

  it('change in the same step as the frame', async () => {
    const element = await show(frames, { frame: '1' });
    const seen: (number | number[] | undefined)[][] = [];
    element.addEventListener('dicom-render', () => {
      seen.push([pixels(element)[0], coveredColumns(element)]);
    });
    element.frame = 2;
    await element.rendered;
    expect(seen).to.deep.equal([[20, [19]]]);
  });

  it('are asked for with a frame', async () => {
    const element = await show(frames);
    element.frame = 2;
    await element.rendered;
    expect(asked).to.deep.equal([true, true]);
  });

  it('are not asked for with each window of a drag', async () => {
    const element = await showWithTool(overlays);
    await drag(inside(element, '.stage'), 0.3, 0.2, 6);
    await element.rendered;
    expect(asked.length).to.be.greaterThan(1);
    expect(asked.lastIndexOf(true)).to.equal(0);
    expect(above(element, 30, 30)).to.deep.equal(orange);
  });

  it('are not there where the file has none', async () => {
    const element = await show(generated('stack'));
    element.frame = 3;
    await element.rendered;
    expect(layerOf(element).width).to.equal(0);
  });

  it('of one source are gone with the next', async () => {
    const element = await show(overlays);
    element.src = sample('CT_small.dcm');
    await element.rendered;
    expect(layerOf(element).width).to.equal(0);
    element.src = overlays;
    await element.rendered;
    expect(layerOf(element).width).to.equal(64);
    element.src = undefined;
    await element.rendered;
    expect(layerOf(element).width).to.equal(0);
  });

  it('are described in the summary', async () => {
    const { metadata } = await show(overlays);
    expect(metadata?.summary.overlays.map(({ label }) => label)).to.deep.equal([
      'Diagonal',
      'Box',
      'Corner',
    ]);
    expect(metadata?.summary.hasShutter).to.be.true;
  });

  it('that can not be shown are a warning', async () => {
    const element = put({ src: generated('shutter-unknown') });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    expect(warnings.map(({ code }) => code)).to.deep.equal(['pixels']);
    expect(warnings[0]?.message).to.include('OVAL');
  });
});

describe('the attribute overlays', () => {
  it('="off" shows the image alone, and asks for nothing else', async () => {
    const element = await show(overlays, { overlays: 'off' });
    expect(layerOf(element).width).to.equal(0);
    expect(asked).to.deep.equal([false]);
  });

  it('takes overlays away and brings them back', async () => {
    const element = await show(overlays);
    const before = await sha256(pixelsOf(layerOf(element)));
    element.overlays = 'off';
    await element.rendered;
    expect([layerOf(element).width, layerOf(element).height]).to.deep.equal([0, 0]);
    element.removeAttribute('overlays');
    await element.rendered;
    expect(await sha256(pixelsOf(layerOf(element)))).to.equal(before);
  });

  it('renders nothing anew where the file has no overlays', async () => {
    const element = await show(generated('stack'));
    const renders = heard(element, 'dicom-render');
    element.overlays = 'off';
    await element.rendered;
    expect(renders).to.be.empty;
  });
});

describe('the layer above the image', () => {
  it('lies exactly on it, whatever the size and the shape of its pixels', async () => {
    const element = await show(overlays, { controls: '' });
    for (const width of ['150px', '333px', '600px']) {
      element.style.width = width;
      const image = canvasOf(element).getBoundingClientRect();
      const layer = layerOf(element).getBoundingClientRect();
      expect([layer.left, layer.top]).to.deep.equal([image.left, image.top]);
      expect([layer.width, layer.height]).to.deep.equal([image.width, image.height]);
    }
  });

  it('is scaled as the image is', async () => {
    const element = await show(overlays, { interpolation: 'pixelated' });
    expect(getComputedStyle(layerOf(element)).imageRendering).to.equal('pixelated');
  });

  it('leaves pointers and screen readers to the image', async () => {
    const element = await showWithTool(overlays);
    const { left, top, width, height } = layerOf(element).getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    expect(element.shadowRoot?.elementFromPoint(x, y)).to.equal(canvasOf(element));
    expect(layerOf(element).ariaHidden).to.equal('true');
  });
});

describe('toBlob', () => {
  /** What an image file shows at a column and row. */
  async function decoded(blob: Blob, x: number, y: number): Promise<number[]> {
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return [...(context?.getImageData(x, y, 1, 1).data ?? [])];
  }

  it('holds the overlays above the image where they are shown', async () => {
    const element = await showWithTool(overlays);
    const blob = await element.toBlob();
    expect(await decoded(blob, 30, 30)).to.deep.equal(orange);
    expect(await decoded(blob, 1, 0)).to.deep.equal(shutter);
    const start = (24 * 64 + 32) * 4;
    expect(await decoded(blob, 32, 24)).to.deep.equal([...pixels(element).slice(start, start + 4)]);
  });

  it('holds the image alone where they are not', async () => {
    const element = await showWithTool(overlays, { overlays: 'off' });
    expect(await decoded(await element.toBlob(), 30, 30)).to.not.deep.equal(orange);
  });
});

describe('the button for overlays', () => {
  it('shows and hides them, and tells the page', async () => {
    const element = await show(overlays, { controls: '' });
    await openPanel(element, 'More');
    const changes = heard(element, 'dicom-change');
    expect(button(element, 'Overlays').ariaPressed).to.equal('true');
    await click(button(element, 'Overlays'));
    await element.rendered;
    expect(button(element, 'Overlays').ariaPressed).to.equal('false');
    expect(element.getAttribute('overlays')).to.equal('off');
    expect(layerOf(element).width).to.equal(0);
    await click(button(element, 'Overlays'));
    await element.rendered;
    expect(layerOf(element).width).to.equal(64);
    expect(changes).to.deep.equal([{ overlays: 'off' }, { overlays: 'on' }]);
  });

  it('is there only where the file has some', async () => {
    const element = await show(generated('stack'), { controls: '' });
    await openPanel(element, 'More');
    expect(() => button(element, 'Overlays')).to.throw('no button');
  });
});

describe('a file with overlays that goes', () => {
  it('leaves nothing behind in Python', async () => {
    const load = async (times: number) => {
      const element = await showWithTool(overlays);
      for (let turn = 0; turn < times; turn += 1) {
        element.src = [frames, embedded, overlays][turn % 3];
        await element.rendered;
        element.overlays = turn % 2 === 0 ? 'off' : 'on';
        await element.rendered;
      }
      element.remove();
      await element.rendered;
      return DicomViewer.statistics();
    };
    const before = await load(4);
    expect(before.studies).to.equal(0);
    expect(await load(12)).to.deep.equal(before);
  });
});
