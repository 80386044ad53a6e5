import { expect } from 'chai';

import type { DicomViewer, LayerState } from '/dist/dicom-viewer.js';

import { decoded } from '../exports.js';
import { heard, inside, openPanel, put } from '../harness.js';
import { folder, layerOf, layersOf, painted } from '../layered.js';
import { putPipeline } from './pipeline.js';

/** See test/fixtures/layered_files.py: ramps of 40 rows and 52 columns, 10 HU a slice, 8 a row and 4 a column. */
const images = `${folder}images.zip`;
const [rows, columns] = [40, 52];

/** What is true of a pixel of a slice, in order. */
function where(isTrue: (value: number, row: number, column: number) => boolean, slice: number) {
  return Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return isTrue(10 * slice + 8 * row + 4 * column, row, column);
  });
}

async function shown(python: string, attributes: Record<string, string> = {}) {
  const element = putPipeline(python, { src: images, frame: '3', ...attributes });
  await element.rendered;
  return element;
}

const bright = 'def bright(pixels, over: int = 200): return pixels > over';

describe('what a pipeline makes', () => {
  it('is a mask that lies over its image', async () => {
    const element = await shown(bright);
    expect(element.layerList.map(({ type, name }) => [type, name])).to.deep.equal([
      ['mask', 'bright'],
    ]);
    expect(painted(element)).to.deep.equal(where((value) => value > 200, 3));
  });

  it('follows its frame and its parameters', async () => {
    const element = await shown(bright);
    element.frame = 6;
    await element.rendered;
    expect(painted(element)).to.deep.equal(where((value) => value > 200, 6));
    element.layerList = element.layerList.map((layer) => ({ ...layer, opacity: 0.8 }));
    element.parameters = { over: 300 };
    await element.rendered;
    expect(painted(element)).to.deep.equal(where((value) => value > 300, 6));
    expect(element.layerList[0]?.opacity).to.equal(0.8); // it is the same layer
  });

  it('is never over another image than its own', async () => {
    const element = await shown(`def bright(pixels, frame):
      return pixels > 200 if frame == 3 else None`);
    expect(painted(element).some(Boolean)).to.be.true;
    element.frame = 4;
    await element.rendered;
    expect(layersOf(element)).to.be.empty;
    expect(element.layerList).to.be.empty;
  });

  it('is labels, each in a colour of its own, and what is 0 in none', async () => {
    const element = await shown(`
      import numpy as np
      def bands(pixels) -> "Labels":
          labels = np.zeros(pixels.shape, np.int32)
          labels[5:10] = 1
          labels[20:30] = 7
          return labels`);
    const [layer] = element.layerList;
    expect([layer?.type, layer?.segments?.map(({ number }) => number)]).to.deep.equal([
      'labels',
      [1, 7],
    ]);
    const isBand = (row: number) => (row >= 5 && row < 10) || (row >= 20 && row < 30);
    expect(painted(element)).to.deep.equal(where((_, row) => isBand(row), 3));
    const color = (row: number) => {
      const [red = 0, green = 0, blue = 0] = layerOf(element).subarray(4 * row * columns);
      const hex = [red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('');
      return `#${hex}`;
    };
    const colors = layer?.segments?.map((segment) => segment.color);
    expect([color(5), color(20)]).to.deep.equal(colors); // the outline is opaque
    expect(colors?.[0]).not.to.equal(colors?.[1]);
  });

  it('is of each slice, where it is made of the volume', async () => {
    const element = await shown('def bright(volume): return volume > 200');
    for (const frame of [3, 0, 7]) {
      element.frame = frame;
      await element.rendered;
      expect(painted(element)).to.deep.equal(where((value) => value > 200, frame));
    }
  });

  it('is in the list, with a legend and eyes', async () => {
    const element = await shown(bright, { controls: '' });
    await openPanel(element, 'Layers');
    const changes = heard(element, 'dicom-change');
    expect(inside(element, '.panel').textContent).to.contain('bright');
    inside(element, '.panel [aria-label="Show bright"]').click();
    await element.rendered;
    expect(layersOf(element)).to.be.empty;
    expect(changes).to.have.lengthOf(1);
  });

  it('goes with its pipeline', async () => {
    const element = await shown(bright);
    element.querySelector('script')?.remove();
    await new Promise((resolve) => setTimeout(resolve));
    await element.rendered;
    expect(element.layerList).to.be.empty;
    expect(layersOf(element)).to.be.empty;
  });

  it('lies above the layers of files', async () => {
    const script = `<script type="text/x-python">${bright}</script>`;
    const element: DicomViewer = put(
      { frame: '3', src: `${folder}images-and-segmentation.zip` },
      script,
    );
    await element.rendered;
    expect(element.layerList.map(({ type }) => type)).to.deep.equal(['segmentation', 'mask']);
    expect(painted(element, 1)).to.deep.equal(where((value) => value > 200, 3));
  });

  describe('contours', () => {
    const square = `
      def outlines(pixels, frame):
        if frame != 3:
          return None
        open = [(2, 20.5), (8, 20.5), (8, 30.5)]
        return {"contours": [[(10, 5), (20, 5), (20, 15), (10, 15), (10, 5)], open]}`;

    /** How opaque a pixel of the only layer is, of 255, and whether it is of the first colour. */
    function alphaAt(element: DicomViewer, row: number, column: number): number {
      const [red = 0, green = 0, blue = 0, alpha = 0] = layerOf(element).slice(
        4 * (row * columns + column),
      );
      if (alpha > 0) {
        const near = (value: number, wanted: number) => Math.abs(value - wanted) <= 3;
        expect(near(red, 0xe6) && near(green, 0x19) && near(blue, 0x4b)).to.equal(true);
      }
      return alpha;
    }

    it('are lines through the centres of pixels, closed where they say so', async () => {
      const element = await shown(square);
      expect(element.layerList.map(({ type, name }) => [type, name])).to.deep.equal([
        ['contours', 'outlines'],
      ]);
      const onSquare = (row: number, column: number) =>
        row >= 5 && row <= 15 && column >= 10 && column <= 20;
      const inSquare = (row: number, column: number) =>
        row > 5 && row < 15 && column > 10 && column < 20;
      for (let row = 0; row < 18; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          const isCorner = [5, 15].includes(row) && [10, 20].includes(column);
          const isLine = onSquare(row, column) && !inSquare(row, column);
          if (!isCorner) {
            expect(alphaAt(element, row, column)).to.equal(isLine ? 255 : 0);
          }
        }
      }
      expect(alphaAt(element, 20, 5)).to.be.closeTo(128, 1); // between two rows
      expect(alphaAt(element, 21, 5)).to.be.closeTo(128, 1);
      expect(alphaAt(element, 26, 8)).to.equal(255);
      expect(alphaAt(element, 25, 5)).to.equal(0); // it would lie there if it were closed
    });

    it('are seen as the list says, and saved with the image', async () => {
      const element = await shown(square);
      const [layer] = element.layerList;
      element.layerList = [{ ...layer, opacity: 0.5 } as LayerState];
      await element.rendered;
      expect(alphaAt(element, 5, 15)).to.be.closeTo(128, 1);
      const below = await decoded(await element.toBlob('image/png', 1, { layers: false }));
      const above = await decoded(await element.toBlob());
      const at = 4 * (5 * columns + 15);
      const gray = below.data[at] ?? 0;
      expect(above.data[at]).to.be.closeTo((gray + 0xe6) / 2, 2);
      expect(above.data[at + 4 * columns]).to.equal(below.data[at + 4 * columns]); // inside
      element.layerList = [{ ...layer, visible: false } as LayerState];
      await element.rendered;
      expect(layersOf(element)).to.be.empty;
    });

    it('are never over another image than their own', async () => {
      const element = await shown(square);
      element.frame = 4;
      await element.rendered;
      expect(layersOf(element)).to.be.empty;
      element.frame = 3;
      await element.rendered;
      expect(alphaAt(element, 5, 15)).to.equal(255);
    });
  });
});
