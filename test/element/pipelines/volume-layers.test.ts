import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { decoded } from '../exports.js';
import { eachRequest, heard, inside, openPanel, pixels } from '../harness.js';
import { folder, layerOf, layersOf, painted } from '../layered.js';
import { upAxes } from '../planes.js';
import { putPipeline } from './pipeline.js';

/** See test/fixtures/layered_files.py: 10 HU a slice, 8 a row and 4 a column; voxels of 0.5 × 0.5 × 1.25 mm. */
const images = `${folder}images.zip`;
const [slices, rows, columns] = [8, 40, 52];

/** How many rows coronal and sagittal planes have, from the head to the feet: square pixels of 0.5 mm. */
const height = 18;

type Value = (slice: number, row: number, column: number) => number;

const hounsfield: Value = (slice, row, column) => 10 * slice + 8 * row + 4 * column;

/** The slice whose voxels lie in a row of a coronal or sagittal plane. */
function sliceOf(row: number): number {
  return slices - 1 - Math.round((row * 0.5) / 1.25);
}

/** What a function gives at each pixel of a plane. */
const planes = {
  axial: (at: number, value: Value) =>
    Array.from({ length: rows * columns }, (_, pixel) =>
      value(at, Math.floor(pixel / columns), pixel % columns),
    ),
  coronal: (at: number, value: Value) =>
    Array.from({ length: height * columns }, (_, pixel) =>
      value(sliceOf(Math.floor(pixel / columns)), at, pixel % columns),
    ),
  sagittal: (at: number, value: Value) =>
    Array.from({ length: height * rows }, (_, pixel) =>
      value(sliceOf(Math.floor(pixel / rows)), pixel % rows, at),
    ),
} as const;

type Plane = keyof typeof planes;

/** Which pixels of a plane are of more than a value. */
function brighter(plane: Plane, at: number, over = 200): boolean[] {
  return planes[plane](at, hounsfield).map((value) => value > over);
}

async function shown(python: string, attributes: Record<string, string> = {}) {
  const element = putPipeline(python, { src: images, ...attributes });
  await element.rendered;
  return element;
}

const bright = 'def bright(volume, over: int = 200): return volume > over';

const bands = `
  import numpy as np
  def bands(volume) -> "Labels":
      labels = np.zeros(volume.shape, np.int32)
      labels[1:4] = 1
      labels[6, 10:30] = 700
      return labels`;

/** The label of a voxel. */
const band: Value = (slice, row) => {
  const isUpper = slice === 6 && row >= 10 && row < 30;
  return slice >= 1 && slice < 4 ? 1 : isUpper ? 700 : 0;
};

/** The colour of a pixel of a layer that is opaque, or none where it isn't painted. */
function hexAt(element: DicomViewer, pixel: number): string | undefined {
  const [red = 0, green = 0, blue = 0, alpha] = layerOf(element).subarray(4 * pixel);
  const hex = [red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('');
  return alpha === 255 ? `#${hex}` : undefined;
}

/** Uses the button of a segment in the list. */
async function goTo(element: DicomViewer, name: string): Promise<void> {
  const changes = heard(element, 'dicom-change');
  inside(element, `.panel [aria-label="Go to the middle of ${name}"]`).click();
  while (changes.length === 0) {
    await new Promise(requestAnimationFrame);
  }
  await element.rendered;
}

describe('a mask that a pipeline makes of a volume', () => {
  for (const [plane, at] of [
    ['axial', 5],
    ['coronal', 12],
    ['sagittal', 31],
  ] as const) {
    it(`lies on ${plane} planes, voxel for voxel`, async () => {
      const element = await shown(bright, { plane, frame: String(at) });
      expect(painted(element)).to.deep.equal(brighter(plane, at));
      element.frame = at + 2;
      await element.rendered;
      expect(painted(element)).to.deep.equal(brighter(plane, at + 2));
    });
  }

  it('lies on stored frames and on planes in turn', async () => {
    const element = await shown(bright, { frame: '3' });
    expect(painted(element)).to.deep.equal(brighter('axial', 3));
    element.plane = 'coronal';
    element.frame = 20;
    await element.rendered;
    expect(painted(element)).to.deep.equal(brighter('coronal', 20));
    element.plane = undefined;
    element.frame = 6;
    await element.rendered;
    expect(painted(element)).to.deep.equal(brighter('axial', 6));
  });

  it('lies on all three planes, where these cross', async () => {
    const element = await shown(bright, { plane: 'mpr' });
    element.crosshair = { center: [-10 + 31 * 0.5, -8 + 12 * 0.5, 30 + 5 * 1.25], axes: upAxes };
    await element.rendered;
    expect(layersOf(element)).to.have.lengthOf(3);
    expect(painted(element, 0)).to.deep.equal(brighter('axial', 5));
    expect(painted(element, 1)).to.deep.equal(brighter('coronal', 12));
    expect(painted(element, 2)).to.deep.equal(brighter('sagittal', 31));
  });

  it('is in a slab wherever it is in any of it', async () => {
    const element = await shown(bright, { plane: 'coronal', frame: '20', slab: '2' });
    // values rise with the row: the last that is in the slab has the most
    expect(painted(element)).to.deep.equal(brighter('coronal', 22));
  });

  it('is the same after a change of the window, and not asked for again', async () => {
    const element = await shown(bright, { plane: 'coronal', frame: '20' });
    const types: string[] = [];
    const stop = eachRequest(({ type }) => types.push(type));
    element.windowCenter = 100;
    element.windowWidth = 50;
    await element.rendered;
    stop();
    expect(painted(element)).to.deep.equal(brighter('coronal', 20));
    expect(types).to.include('picture').and.not.include('layer-picture');
  });

  it('is that of the newest parameters, and of those before when they are back', async () => {
    const element = await shown(bright, { plane: 'coronal', frame: '20' });
    element.layerList = element.layerList.map((layer) => ({ ...layer, opacity: 0.8 }));
    for (const over of [210, 220, 230, 300]) {
      element.parameters = { over };
      await element.updateComplete;
    }
    await element.rendered;
    expect(painted(element)).to.deep.equal(brighter('coronal', 20, 300));
    expect(element.layerList[0]?.opacity).to.equal(0.8); // it is the same layer
    element.parameters = { over: 200 };
    await element.rendered;
    expect(painted(element)).to.deep.equal(brighter('coronal', 20));
  });

  it('goes with its pipeline, and is kept no longer by the viewers’ Python than it is shown', async () => {
    const kept = new Set<string>();
    let count = 0;
    const stop = eachRequest(({ type, layer = '' }) => {
      if (type === 'keep-labels') {
        kept.add(layer);
        count += 1;
      } else if (type === 'forget-labels') {
        kept.delete(layer);
      }
    });
    const element = await shown(bright, { plane: 'mpr' });
    const before = count;
    element.parameters = { over: 300 };
    await element.rendered;
    expect([count, kept.size]).to.deep.equal([before + 1, 1]);
    element.querySelector('script')?.remove();
    await new Promise((resolve) => setTimeout(resolve));
    await element.rendered;
    stop();
    expect(kept).to.be.empty;
    expect(element.layerList).to.be.empty;
    expect(layersOf(element)).to.be.empty;
  });

  it('is never over the images of another source', async () => {
    const element = await shown(
      'def bright(volume): return volume > 200 if len(volume) == 8 else None',
      {
        frame: '3',
      },
    );
    expect(painted(element).some(Boolean)).to.be.true;
    element.src = '/.cache/layers/pet.zip';
    await element.rendered;
    expect(layersOf(element)).to.be.empty;
    expect(element.layerList).to.be.empty;
  });

  it('is part of what is saved', async () => {
    const element = await shown(bright, { plane: 'coronal', frame: '20' });
    const { data } = await decoded(await element.toBlob());
    const plain = pixels(element);
    const differs = Array.from({ length: height * columns }, (_, at) =>
      [0, 1, 2].some((channel) => data[4 * at + channel] !== plain[4 * at + channel]),
    );
    expect(differs).to.deep.equal(brighter('coronal', 20));
    const without = await decoded(await element.toBlob('image/png', 1, { layers: false }));
    expect(without.data).to.deep.equal(plain);
  });
});

describe('labels that a pipeline makes of a volume', () => {
  it('lie on planes, each in a colour of its own', async () => {
    const element = await shown(bands, { plane: 'sagittal', frame: '9' });
    element.layerList = element.layerList.map((layer) => ({ ...layer, opacity: 1 }));
    await element.rendered;
    const [layer] = element.layerList;
    const colors = new Map(layer?.segments?.map(({ number, color }) => [number, color]));
    expect([...colors.keys()]).to.deep.equal([1, 700]);
    const expected = planes.sagittal(9, band).map((label) => colors.get(label));
    expect(expected.map((_, pixel) => hexAt(element, pixel))).to.deep.equal(expected);
  });

  it('have a button that goes to the middle of each', async () => {
    const element = await shown(bands, { controls: '', frame: '0' });
    await openPanel(element, 'Layers');
    await goTo(element, '700');
    expect(element.frame).to.equal(6);
    expect(painted(element)).to.deep.equal(planes.axial(6, band).map((label) => label > 0));
    element.plane = 'mpr';
    await element.rendered;
    await openPanel(element, 'Layers');
    await goTo(element, '1');
    expect(element.crosshair?.center[2]).to.be.closeTo(30 + 2 * 1.25, 1e-3);
  });
});
