import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { put } from '../harness.js';
import { folder, painted } from '../layered.js';

/** See test/fixtures/layered_files.py: 8 slices of 40 rows and 52 columns, 0.5 mm wide and 1.25 mm apart. */
const images = `${folder}images.zip`;
const [rows, columns] = [40, 52];

/** The stored value of a voxel, which is its modality value. */
const valueAt = (slice: number, row: number, column: number) => 10 * slice + 8 * row + 4 * column;

/** The values of a slice, in order. */
function valuesOf(slice: number): number[] {
  return Array.from({ length: rows * columns }, (_, at) =>
    valueAt(slice, Math.floor(at / columns), at % columns),
  );
}

/** Shows frame 3 as a pipeline of the demo makes it. */
async function shown(pipeline: string, parameters: object = {}, src = images) {
  const element = put({
    src,
    frame: '3',
    pipeline: `/demo/pipelines/${pipeline}`,
    parameters: JSON.stringify(parameters),
  });
  await element.rendered;
  return element;
}

/** The value of a pixel that a pipeline made. */
async function pixel(element: DicomViewer, row: number, column: number): Promise<number> {
  return (await element.pixelAt(column, row)) as number;
}

describe('the gallery', () => {
  it('measures the volume between two values', async () => {
    const element = await shown('threshold.py', { low: 200, high: 300 });
    const isIn = (value: number) => value >= 200 && value <= 300;
    const slices = Array.from({ length: 8 }, (_, slice) => valuesOf(slice).filter(isIn).length);
    const voxels = slices.reduce((sum, count) => sum + count);
    const [line] = element.results?.table ?? [];
    expect(line?.['voxels']).to.equal(voxels);
    expect(line?.['volume in ml']).to.be.closeTo((voxels * 0.5 * 0.5 * 1.25) / 1000, 1e-9);
    expect(painted(element)).to.deep.equal(valuesOf(3).map(isIn));
  });

  it('sharpens: a ramp stays one, but for what an edge has no neighbours for', async () => {
    const element = await shown('sharpen.py', { amount: 2, sigma: 1 });
    expect(await pixel(element, 20, 25)).to.be.closeTo(valueAt(3, 20, 25), 1e-3);
    // In the first row, what lies above is as this row is: its mean is greater by 8 × Σ k w(k).
    const weights = [0, 1, 2, 3].map((distance) => Math.exp(-(distance ** 2) / 2));
    const sum = weights.reduce((total, weight) => total + 2 * weight, -1);
    const more =
      weights.reduce((total, weight, distance) => total + 8 * distance * weight, 0) / sum;
    expect(await pixel(element, 0, 25)).to.be.closeTo(valueAt(3, 0, 25) - 2 * more, 1e-3);
  });

  it('shows edges: the slope of a ramp', async () => {
    const element = await shown('sharpen.py#edges');
    expect(await pixel(element, 20, 25)).to.be.closeTo(Math.hypot(8, 4), 1e-3);
  });

  it('projects the bone of a slab into its slice', async () => {
    const element = await shown('bone_mip.py', { slices: 3, bone: 250 });
    const expected = (slice: number, row: number, column: number) => {
      const highest = valueAt(slice + 1, row, column); // the slices rise
      return highest >= 250 ? highest : valueAt(slice, row, column);
    };
    for (const [row, column] of [
      [30, 30],
      [2, 2],
      [20, 12],
      [20, 13],
    ] as const) {
      // prettier-ignore
      expect(await pixel(element, row, column)).to.equal(expected(3, row, column));
    }
    element.frame = 6;
    await element.rendered;
    expect(await pixel(element, 30, 30)).to.equal(expected(6, 30, 30));
  });

  it('plots the values along a row', async () => {
    const element = await shown('line_profile.py', { height: 100 });
    const across = Array.from({ length: columns }, (_, column) => column);
    expect(element.results?.plot).to.deep.include({
      title: 'Row 39',
      x: across.map((column) => column * 0.5),
      y: across.map((column) => valueAt(3, 39, column)),
    });
    expect(painted(element)).to.deep.equal(valuesOf(3).map((_, at) => at >= 39 * columns));
  });

  it('plots a histogram', async () => {
    const element = await shown('line_profile.py#histogram', { bins: 10 });
    const values = valuesOf(3);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const counts = new Array<number>(10).fill(0);
    for (const value of values) {
      const bin = Math.min(Math.floor(((value - low) * 10) / (high - low)), 9);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    expect(element.results?.plot?.y).to.deep.equal(counts);
  });

  it('makes a PET image SUV, or says what is missing', async () => {
    const element = await shown('suv.py', {}, `${folder}pet.zip`);
    // 370 MBq at 9:15, scanned at 10:15, of 70 kg; half of the stored values is Bq/ml.
    const left = 3.7e8 * Math.exp((-Math.LN2 * 3600) / 6586.2);
    const suv = (row: number, column: number) =>
      ((400 * 3 + 90 * row + 70 * column) / 2) * (70_000 / left);
    expect(await pixel(element, 5, 6)).to.be.closeTo(suv(5, 6), 1e-6);
    const [line] = element.results?.table ?? [];
    expect(line?.['highest SUV in g/ml']).to.be.closeTo(suv(8, 9), 1e-6);
    const incomplete = await shown('suv.py', {}, `${folder}incomplete-pet.zip`);
    expect(incomplete.results).to.deep.equal({ text: 'Missing for SUV: PatientWeight.' });
  });

  it('maps T1 of an inversion recovery and T2 of several echoes', async () => {
    // See test/fixtures/relaxation_series.py: T2 in ms, and T1 is 8 times that.
    const t2 = (slice: number, row: number, column: number) =>
      30 + 40 * slice + 3 * row + 5 * column;
    for (const [name, src, factor] of [
      ['t1', 'inversions.zip', 8],
      ['t2', 'echoes.zip', 1],
    ] as const) {
      const element = await shown(`relaxation.py#${name}`, {}, `${folder}${src}`);
      element.series = 1;
      element.frame = 1;
      await element.rendered;
      for (const [row, column] of [
        [0, 0],
        [4, 9],
        [9, 13],
      ] as const) {
        const expected = factor * t2(1, row, column);
        expect(await pixel(element, row, column)).to.be.closeTo(expected, 0.002 * expected);
      }
    }
  });

  it('subtracts a second series', async () => {
    const pipeline = '/demo/pipelines/subtraction.py';
    const element = put(
      { src: images, frame: '3', pipeline, parameters: '{"factor": 2}' },
      `<source layer opacity="0" src="${folder}pet.zip">`,
    );
    await element.rendered;
    const { uptake: values } = (await (await fetch(`${folder}layers.json`)).json()) as {
      uptake: number[];
    };
    for (const [at, uptake] of values.entries()) {
      if (at % 97 === 0) {
        const [row, column] = [Math.floor(at / columns), at % columns];
        const expected = valueAt(3, row, column) - 2 * uptake;
        expect(await pixel(element, row, column)).to.be.closeTo(expected, 1e-3);
      }
    }
  });
});
