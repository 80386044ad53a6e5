import { expect } from 'chai';

import type { DicomViewer, LayerState } from '/dist/dicom-viewer.js';

import { decoded } from './exports.js';
import { eachRequest, has, heard, pixels, put, sha256, show } from './harness.js';
import { folder, layerOf, layersOf, only, painted } from './layered.js';

// Sources as docs/layers.md has them.

/** See test/fixtures/layered_files.py. */
interface Expected {
  frame: number;
  rows: number;
  columns: number;
  /** The segments that cover each pixel of the frame: 1, 2 and 4 stand for the three. */
  segments: number[];
  coronal: number[];
  uptake: (number | null)[];
  activity: (number | null)[];
  dose: (number | null)[];
  greatestDose: number;
}

const expected = (await (await fetch(`${folder}layers.json`)).json()) as Expected;
const frame = String(expected.frame);
const images = `${folder}images.zip`;
const withSegmentation = `${folder}images-and-segmentation.zip`;
const withDose = `${folder}images-and-dose.zip`;

function change(element: DicomViewer, changed: Partial<LayerState>): Promise<void> {
  element.layerList = element.layerList.map((layer) => ({ ...layer, ...changed }));
  return element.rendered;
}

/** Shows only segments of these numbers, filled alone. */
async function seeOnly(element: DicomViewer, numbers: number[]): Promise<void> {
  const segments = only(element).segments?.map((each) => ({
    ...each,
    visible: numbers.includes(each.number),
  }));
  await change(element, { outline: false, opacity: 1, ...(segments && { segments }) });
}

/** An element with a series that `<source layer>` lays over another. */
async function fused(attributes: string, own: Record<string, string> = {}): Promise<DicomViewer> {
  const element = put({ frame, ...own }, `<source src="${images}"><source layer ${attributes}>`);
  await element.rendered;
  return element;
}

/** What the page asks its worker for from now on, by type. */
function requests(): { types: string[]; stop: () => void } {
  const types: string[] = [];
  const stop = eachRequest(({ type }) => types.push(type));
  return { types, stop };
}

describe('a segmentation among the files of a source', () => {
  it('is found, listed with what it says of its segments, and laid over the images', async () => {
    const element = await show(withSegmentation, { frame });
    const { type, name, visible, segments } = only(element);
    expect({ type, name, visible }).to.deep.equal({
      type: 'segmentation',
      name: 'Organs',
      visible: true,
    });
    expect(segments?.map(({ number, label, category }) => [number, label, category])).to.deep.equal(
      [
        [1, 'Organ 1', 'Anatomical Structure'],
        [2, 'Organ 2', 'Anatomical Structure'],
        [3, 'Organ 3', 'Anatomical Structure'],
      ],
    );
    expect(painted(element)).to.deep.equal(expected.segments.map((each) => each > 0));
  });

  it('covers exactly the pixels of each segment, also where two overlap', async () => {
    const element = await show(withSegmentation, { frame });
    for (const [number, bit] of [
      [1, 1],
      [2, 2],
      [3, 4],
    ] as const) {
      await seeOnly(element, [number]);
      expect(painted(element)).to.deep.equal(expected.segments.map((each) => (each & bit) > 0));
    }
  });

  it('lies on planes through the volume, too', async () => {
    const element = await show(withSegmentation, { plane: 'coronal', frame: '20' });
    expect(painted(element)).to.deep.equal(expected.coronal.map((each) => each > 0));
    element.plane = 'mpr';
    await element.rendered;
    expect(layersOf(element)).to.have.lengthOf(3);
    expect(painted(element, 1).filter(Boolean)).not.to.be.empty;
  });

  it('is filled in the colour that the file recommends, by its opacity', async () => {
    const element = await show(withSegmentation, { frame });
    await seeOnly(element, [1]);
    const color = only(element).segments?.[0]?.color ?? '';
    const rgb = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    const at = 4 * expected.segments.indexOf(1);
    expect([...layerOf(element).subarray(at, at + 4)]).to.deep.equal([...rgb, 255]);
    await change(element, { opacity: 0.5 });
    expect(layerOf(element)[at + 3]).to.equal(128);
  });

  it('has an opaque outline within each segment', async () => {
    const element = await show(withSegmentation, { frame });
    await change(element, { opacity: 0 });
    const { columns, rows } = expected;
    const isInside = (column: number, row: number, bit: number) =>
      column < 0 ||
      row < 0 ||
      column >= columns ||
      row >= rows ||
      ((expected.segments[row * columns + column] ?? 0) & bit) > 0;
    const outlined = expected.segments.map((covers, at) => {
      const [column, row] = [at % columns, Math.floor(at / columns)];
      const beside = [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const;
      return [1, 2, 4].some(
        (bit) => (covers & bit) > 0 && beside.some(([x, y]) => !isInside(column + x, row + y, bit)),
      );
    });
    expect(painted(element)).to.deep.equal(outlined);
  });

  it('follows the frame, and is gone where it has nothing', async () => {
    const element = await show(withSegmentation, { frame });
    element.frame = 7;
    await element.rendered;
    expect(painted(element).some(Boolean)).to.be.false;
    element.frame = expected.frame;
    await element.rendered;
    expect(painted(element)).to.deep.equal(expected.segments.map((each) => each > 0));
  });

  it('is never above another frame than its own', async () => {
    const element = await show(withSegmentation, { frame });
    const widths: (number | undefined)[] = [];
    const stop = eachRequest(({ type }) => {
      if ((type as string) === 'layer-picture') {
        widths.push(layersOf(element)[0]?.width); // the next frame is there, its layer is asked for
      }
    });
    element.frame = expected.frame + 1;
    await element.rendered;
    stop();
    expect(widths).to.deep.equal([0]);
    expect(painted(element).some(Boolean)).to.be.true;
  });

  it('is not resampled for a window, nor the image rendered for an opacity, a colour or an eye', async () => {
    const element = await show(withSegmentation, { frame });
    const { types, stop } = requests();
    element.windowCenter = 120;
    await element.rendered;
    expect(types).to.deep.equal(['picture']);
    types.length = 0;
    await change(element, { opacity: 0.9 });
    await seeOnly(element, [2]);
    await change(element, { visible: false });
    await change(element, { visible: true });
    stop();
    expect(types).to.be.empty;
  });

  it('is hidden by its eye, and all layers by the attribute', async () => {
    const element = await show(withSegmentation, { frame });
    await change(element, { visible: false });
    expect(layersOf(element)).to.be.empty;
    await change(element, { visible: true });
    expect(layersOf(element)).to.have.lengthOf(1);
    element.layers = 'off';
    await element.rendered;
    expect(layersOf(element)).to.be.empty;
    expect(element.getAttribute('layers')).to.equal('off');
  });

  it('is seen as a page has set it before it was there', async () => {
    const first = await show(withSegmentation, { frame });
    const { id } = only(first);
    const element = put({ frame });
    element.layerList = [{ id, opacity: 0.7, visible: false } as LayerState];
    element.src = withSegmentation;
    await element.rendered;
    expect(only(element).opacity).to.equal(0.7);
    expect(only(element).visible).to.be.false;
    expect(layersOf(element)).to.be.empty;
    expect(only(element).segments).to.have.lengthOf(3);
  });

  it('keeps what makes no sense as it was', async () => {
    const element = await show(withSegmentation, { frame });
    const before = only(element);
    const changed = { opacity: 'much', visible: 1, segments: [null, { number: 1, color: 'red' }] };
    await change(element, changed as unknown as Partial<LayerState>);
    expect(only(element)).to.deep.equal(before);
    element.layerList = null as unknown as LayerState[];
    await element.rendered;
    expect(only(element)).to.deep.equal(before);
    await change(element, { opacity: 7 });
    expect(only(element).opacity).to.equal(1);
  });

  it('says nothing of what a script has changed', async () => {
    const element = await show(withSegmentation, { frame });
    const changes = heard(element, 'dicom-change');
    await change(element, { opacity: 0.9 });
    expect(changes).to.be.empty;
  });

  it('is part of what is saved, unless that is not wanted', async () => {
    const element = await show(withSegmentation, { frame });
    await seeOnly(element, [1, 2, 3]);
    const withLayers = await decoded(await element.toBlob());
    const without = await decoded(await element.toBlob('image/png', 1, { layers: false }));
    expect(await sha256(new Uint8ClampedArray(without.data))).to.equal(
      await sha256(pixels(element)),
    );
    const at = 4 * expected.segments.indexOf(1);
    expect([...withLayers.data.subarray(at, at + 3)]).to.deep.equal([
      ...layerOf(element).subarray(at, at + 3),
    ]);
  });

  it('goes with its source', async () => {
    const element = await show(withSegmentation, { frame });
    element.src = images;
    await element.rendered;
    expect(element.layerList).to.be.empty;
    expect(layersOf(element)).to.be.empty;
  });
});

describe('a layer of its own source', () => {
  it('is a segmentation of a file', async () => {
    const element = await fused(`src="${folder}segmentation.dcm" opacity="1" name="By hand"`);
    expect(only(element).name).to.equal('By hand');
    expect(painted(element)).to.deep.equal(expected.segments.map((each) => each > 0));
  });

  it('goes and comes with its child', async () => {
    const element = await fused(`src="${folder}segmentation.dcm"`);
    const child = element.querySelector('source[layer]');
    child?.remove();
    await new Promise((resolve) => setTimeout(resolve));
    await element.rendered;
    expect(layersOf(element)).to.be.empty;
    expect(element.layerList).to.be.empty;
    element.append(child ?? '');
    await new Promise((resolve) => setTimeout(resolve));
    await element.rendered;
    expect(layersOf(element)).to.have.lengthOf(1);
  });

  it('is refused with a warning where its frame of reference is another', async () => {
    const element = put(
      { frame },
      `<source src="${images}"><source layer src="${folder}elsewhere.dcm">`,
    );
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    expect(layersOf(element)).to.be.empty;
    expect(warnings).to.deep.equal([
      {
        code: 'layers',
        message:
          'The layer Organs is not shown: its frame of reference is another than that of the image.',
      },
    ]);
    expect(element.loaded).to.be.true;
  });

  it('is refused without the name that its file gives where an element hides identities', async () => {
    const element = put(
      { frame, 'hide-identity': '' },
      `<source src="${images}"><source layer src="${folder}elsewhere.dcm">`,
    );
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    expect(warnings.map(({ message }) => message.slice(0, 24))).to.deep.equal([
      'The layer – is not shown',
    ]);
  });

  for (const [name, file] of [
    ['has more frames than any volume', 'too-many-frames.zip'],
    ["isn't there", 'missing.dcm'],
  ] as const) {
    it(`leaves the image alone where it ${name}`, async () => {
      const element = put(
        { frame },
        `<source src="${images}"><source layer src="${folder}${file}">`,
      );
      const warnings = heard(element, 'dicom-warning');
      const errors = heard(element, 'dicom-error');
      await element.rendered;
      expect(warnings.filter(({ code }) => code === 'layers')).to.have.lengthOf(1);
      expect(errors).to.be.empty;
      expect(element.rows).to.equal(expected.rows);
      expect(element.error).to.be.null;
    });
  }
});

describe('a second series', () => {
  it('is coloured by its colour map and window, with one opacity for all', async () => {
    const pet = `src="${folder}pet.zip" opacity="0.5" colormap="gray"`;
    const element = await fused(`${pet} window-center="0.25" window-width="0.5"`);
    const { type, unit, opacity, colormap } = only(element);
    expect([type, unit, opacity, colormap]).to.deep.equal(['fusion', 'SUVbw', 0.5, 'gray']);
    const data = layerOf(element);
    expected.uptake.forEach((value, at) => {
      const level = value === null ? 0 : Math.min(Math.max(value / 0.5, 0), 1) * 255;
      expect(data[4 * at + 3]).to.equal(value === null ? 0 : 128);
      expect(data[4 * at]).to.be.closeTo(level, 1.5);
    });
  });

  it('is in the unit of its file, with a warning, where it is told too little', async () => {
    const element = put(
      { frame },
      `<source src="${images}"><source layer src="${folder}incomplete-pet.zip">`,
    );
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    expect(only(element).unit).to.equal('Bq/ml');
    expect(warnings).to.deep.equal([
      {
        code: 'layers',
        message: 'The values of a PET image are not SUVbw. PatientWeight is missing.',
      },
    ]);
  });

  it('is as opaque in a slab as in a plane', async () => {
    const element = await fused(`src="${folder}pet.zip" opacity="0.5"`, { plane: 'axial' });
    const alphas = () => new Set(layerOf(element).filter((_, at) => at % 4 === 3));
    const plane = alphas();
    element.slab = 5;
    await element.rendered;
    expect(alphas()).to.deep.equal(plane);
    expect([...plane]).to.deep.equal([128]);
  });
});

describe('a dose', () => {
  it('is a colour wash from a part of the reference up, with lines of equal dose', async () => {
    const element = await show(withDose, { frame });
    expect([only(element).type, only(element).unit]).to.deep.equal(['dose', 'Gy']);
    await change(element, { threshold: 50, isodoses: [], reference: 30 });
    expect(painted(element)).to.deep.equal(expected.dose.map((value) => (value ?? 0) >= 15));
    await change(element, { opacity: 0, threshold: 0, isodoses: [50, 90] });
    const { columns, rows } = expected;
    const reached = expected.dose.map(
      (value) => [15, 27].filter((level) => (value ?? 0) >= level).length,
    );
    const lines = reached.map((count, at) => {
      const column = at % columns;
      const beside = [
        column > 0 ? at - 1 : at,
        column + 1 < columns ? at + 1 : at,
        at >= columns ? at - columns : at,
        at + columns < rows * columns ? at + columns : at,
      ];
      return beside.some((place) => (reached[place] ?? 0) < count);
    });
    expect(painted(element)).to.deep.equal(lines);
  });
});

describe('an element without layers', () => {
  it('fetches nothing for them', async () => {
    await show(images, { frame });
    const names = performance.getEntriesByType('resource').map(({ name }) => name);
    const { types, stop } = requests();
    const element = await show(images, { frame: '2' });
    stop();
    expect(types).not.to.include('layers');
    expect(has(element, 'canvas[part="layer"]')).to.be.false;
    expect(names).not.to.be.empty;
  });
});

describe('a probe', () => {
  /** What is written beside the only mark, whose pixel is one of the frame's. */
  async function labelAt(element: DicomViewer, at: number): Promise<string[]> {
    const [x, y] = [at % expected.columns, Math.floor(at / expected.columns)];
    element.annotations = [
      { id: 'probe', type: 'probe', frame: expected.frame, points: [[x + 0.5, y + 0.5]] },
    ];
    await element.rendered;
    await element.updateComplete;
    const lines = element.shadowRoot?.querySelectorAll('.label text') ?? [];
    return [...lines].map(({ textContent }) => textContent.trim());
  }

  /** The stored value of a pixel, in HU: a ramp, see test/fixtures/layered_files.py. */
  const stored = (at: number) =>
    10 * expected.frame + 8 * Math.floor(at / expected.columns) + 4 * (at % expected.columns);

  it('tells the values of both series, with their units', async () => {
    const element = await fused(`src="${folder}pet.zip" name="PET"`);
    const at = expected.uptake.findIndex((value) => value !== null && value > 0.2);
    const uptake = expected.uptake[at] ?? NaN;
    const [own, other] = await labelAt(element, at);
    expect(own).to.equal(`${String(stored(at))} HU`);
    expect(other).to.match(/^PET: [\d.]+ SUVbw$/);
    expect(parseFloat(other?.slice(5) ?? '')).to.be.closeTo(uptake, uptake / 1000);
  });

  it('names the segments that are seen there, and follows their eyes', async () => {
    const element = await show(withSegmentation, { frame });
    const at = expected.segments.indexOf(3);
    expect(await labelAt(element, at)).to.deep.equal([
      `${String(stored(at))} HU`,
      'Organ 1, Organ 2',
    ]);
    await seeOnly(element, [2]);
    await element.updateComplete;
    const text = () => element.shadowRoot?.querySelector('.mark')?.ariaLabel;
    expect(text()).to.equal(`Value, ${String(stored(at))} HU, Organ 2`);
    await change(element, { visible: false });
    await element.updateComplete;
    expect(text()).to.equal(`Value, ${String(stored(at))} HU`);
    expect(await labelAt(element, expected.segments.indexOf(0))).to.have.lengthOf(1);
  });

  it('tells the dose in Gy', async () => {
    const element = await show(withDose, { frame });
    const at = expected.dose.findIndex((value) => value !== null && value > 5);
    const [, dose] = await labelAt(element, at);
    expect(dose).to.match(/: [\d.]+ Gy$/);
    expect(parseFloat(dose?.split(': ')[1] ?? '')).to.be.closeTo(expected.dose[at] ?? NaN, 0.01);
  });
});
