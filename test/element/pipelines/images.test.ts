import { expect } from 'chai';

import { generated } from '../harness.js';
import { folder } from '../layered.js';
import { putPipeline } from './pipeline.js';

/** The signal of a voxel at an echo, see test/fixtures/relaxation_series.py. */
function signal(time: number, slice: number, row: number, column: number): number {
  return Math.round(3000 * Math.exp(-time / (30 + 40 * slice + 3 * row + 5 * column)));
}

const echoTimes = [12, 24, 48, 96];

describe('a pipeline of several images', () => {
  it('has those at the place of the shown one, and the data set of each', async () => {
    const element = putPipeline(
      `
      def f(images, datasets):
        return [
          {"te": float(each.EchoTime), "value": float(image[3, 5]), "type": image.dtype.name}
          for each, image in zip(datasets, images, strict=True)
        ]`,
      { src: `${folder}echoes.zip`, series: '2', frame: '1' },
    );
    const expected = (slice: number) =>
      echoTimes.map((te) => ({ te, value: signal(te, slice, 3, 5), type: 'float32' }));
    await element.rendered;
    expect(element.results?.table).to.deep.equal(expected(1));
    element.frame = 0;
    await element.rendered;
    expect(element.results?.table).to.deep.equal(expected(0));
  });

  it('has all frames of a file that doesn’t say where they lie, decoded one after the other', async () => {
    const python = `def f(images): return {"plot": {"x": range(len(images)), "y": images[:, 4, 6]}}`;
    const element = putPipeline(python, { src: generated('frames-rle') });
    await element.rendered;
    const values = [];
    for (let frame = 0; frame < element.frameCount; frame += 1) {
      element.frame = frame;
      await element.rendered;
      values.push(await element.pixelAt(6, 4));
    }
    expect(element.frameCount).to.equal(20);
    expect(new Set(values).size).to.be.greaterThan(10);
    expect(element.results?.plot?.y).to.deep.equal(values);
  });

  it('has none of a plane through the volume', async () => {
    const python = `def f(images, datasets): return f"{images} {datasets}"`;
    const element = putPipeline(python, { src: `${folder}images.zip`, plane: 'coronal' });
    await element.rendered;
    expect(element.results?.text).to.equal('None None');
    element.plane = undefined;
    await element.rendered;
    expect(element.results?.text).to.match(/^\[\[\[/);
  });
});
