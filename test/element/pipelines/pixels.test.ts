import { expect } from 'chai';

import { failureOf } from '../../failure.js';
import { generated, heard, next, otherOrigin, pixel, sample, show } from '../harness.js';
import { ct, edit, putPipeline } from './pipeline.js';

const rgb = sample('SC_rgb_rle.dcm');

describe('a pipeline', () => {
  it('makes new pixels, which are windowed, probed and saved as an image’s', async () => {
    const plain = await show(ct);
    const element = putPipeline('def double(pixels): return pixels * 2');
    await element.rendered;
    const value = (await plain.pixelAt(10, 20)) as number;
    expect(value).to.not.equal(0);
    expect(await element.pixelAt(10, 20)).to.equal(value * 2);
    element.windowCenter = value * 2 - 1;
    element.windowWidth = 1;
    await element.rendered;
    expect(pixel(element, 10, 20)).to.deep.equal([255, 255, 255]);
    const bitmap = await createImageBitmap(await element.toBlob());
    expect(bitmap.width).to.equal(128);
  });

  it('paints where it makes colours, whatever the window is', async () => {
    const paint = `
      import numpy as np
      def paint(pixels):
        painted = np.zeros((*pixels.shape, 3), np.uint8)
        painted[20, 10] = 1, 2, 3
        return painted`;
    const element = putPipeline(paint);
    await element.rendered;
    expect(pixel(element, 10, 20)).to.deep.equal([1, 2, 3]);
    expect(await element.pixelAt(10, 20)).to.deep.equal([1, 2, 3]);
  });

  it('paints over the image where its colours are not opaque', async () => {
    const plain = await show(ct);
    const paint = `
      import numpy as np
      def paint(pixels):
        painted = np.zeros((*pixels.shape, 4), np.uint8)
        painted[20, 10] = 200, 0, 0, 51
        return painted`;
    const element = putPipeline(paint);
    await element.rendered;
    expect(pixel(element, 11, 20)).to.deep.equal(pixel(plain, 11, 20));
    const [gray = 0] = pixel(plain, 10, 20);
    const expected = [gray + (200 - gray) / 5, gray * 0.8, gray * 0.8];
    expect(pixel(element, 10, 20)).to.deep.equal(expected.map(Math.round));
  });

  it('takes colours as bytes, rows by columns by three', async () => {
    const plain = await show(rgb);
    const swap = 'def swap(pixels): return pixels[..., ::-1].copy()';
    const element = putPipeline(swap, { src: rgb });
    await element.rendered;
    expect(pixel(element, 5, 5)).to.deep.equal(pixel(plain, 5, 5).reverse());
  });

  it('takes its parameters from the element, and otherwise their defaults', async () => {
    const plain = await show(ct);
    const element = putPipeline('def scale(pixels, factor: float = 3): return pixels * factor');
    await element.rendered;
    const value = (await plain.pixelAt(10, 20)) as number;
    expect(await element.pixelAt(10, 20)).to.equal(value * 3);
    element.parameters = { factor: 5 };
    await element.rendered;
    expect(await element.pixelAt(10, 20)).to.equal(value * 5);
  });

  it('is that of a URL, by the name of its function', async () => {
    const plain = await show(ct);
    const file = new Blob([
      'def one(pixels): return pixels\n\ndef two(pixels): return pixels + 2\n',
    ]);
    const element = await show(ct, { pipeline: `${URL.createObjectURL(file)}#two` });
    expect(await element.pixelAt(10, 20)).to.equal(((await plain.pixelAt(10, 20)) as number) + 2);
  });

  it('is run anew once it is edited, and no longer once it has gone', async () => {
    const element = putPipeline('def two(pixels): return pixels * 0 + 2');
    await element.rendered;
    edit(element, 'def three(pixels): return pixels * 0 + 3');
    await next(element, 'dicom-result');
    await element.rendered;
    expect(await element.pixelAt(10, 20)).to.equal(3);
    element.querySelector('script')?.remove();
    await element.updateComplete;
    await element.rendered;
    expect(await element.pixelAt(10, 20)).to.equal(await (await show(ct)).pixelAt(10, 20));
  });

  it('does not wait for a run of what stood there before it was edited', async () => {
    const element = putPipeline(`
      import time
      def make(pixels):
        end = time.monotonic() + 8
        while time.monotonic() < end: pass
        return pixels * 0 + 2`);
    const results = heard(element, 'dicom-result');
    await next(element, 'dicom-render'); // without what takes so long
    edit(element, 'def make(pixels): return pixels * 0 + 3');
    await element.updateComplete;
    const start = performance.now();
    await element.rendered;
    expect(await element.pixelAt(10, 20)).to.equal(3);
    expect(performance.now() - start).to.be.below(6000);
    expect(results).to.have.length(1);
  });

  it('follows the frame, and takes what it has made from a cache', async () => {
    const frames = generated('stack');
    const count = `
      def count(pixels, frame):
        print(frame)
        return pixels * 0 + frame`;
    const element = putPipeline(count, { src: frames });
    const printed = heard(element, 'dicom-log');
    await element.rendered;
    element.frame = 3;
    await element.rendered;
    expect(await element.pixelAt(5, 5)).to.equal(3);
    element.frame = 0;
    await element.rendered;
    expect(await element.pixelAt(5, 5)).to.equal(0);
    expect(printed.map(({ text }) => text)).to.deep.equal(['0\n', '3\n']);
  });

  it('prints, and tells what it has come to', async () => {
    const element = putPipeline('def hello(ds): print("Hello"); return {"rows": ds.Rows}');
    const log = next(element, 'dicom-log');
    const result = next(element, 'dicom-result');
    expect((await log).detail.text).to.equal('Hello\n');
    const table = [{ rows: 128 }];
    expect((await result).detail).to.deep.equal({ name: 'hello', result: { table } });
    expect(element.results).to.deep.equal({ table });
  });

  it('shows what a generator yields', async () => {
    const steps = `
      def steps(pixels):
        for step in range(3):
          yield pixels * 0 + step`;
    const element = putPipeline(steps);
    const results = heard(element, 'dicom-result');
    await next(element, 'dicom-result');
    await element.rendered;
    expect(await element.pixelAt(10, 20)).to.equal(2);
    expect(results).to.have.length(1);
  });

  it('says why it fails in the author’s own lines, once, and the image is shown as it is', async () => {
    const plain = await show(ct);
    const element = putPipeline('\ndef wrong(pixels):\n  return pixels / none\n');
    const errors = heard(element, 'dicom-error');
    const failure = await failureOf(element.rendered);
    expect(failure).to.include({ code: 'pipeline', reason: 'pipeline-raised' });
    const [error] = errors;
    expect(error?.message).to.include('NameError').and.include('pipeline.py, line 3, in wrong');
    expect(error?.message).to.include('return pixels / none');
    element.windowCenter = 5;
    await failureOf(element.rendered);
    expect(errors).to.have.length(1);
    expect(await element.pixelAt(10, 20)).to.equal(await plain.pixelAt(10, 20));
  });

  it('is refused where it is of another origin, unless the page allows that', async () => {
    const url = `${await otherOrigin()}/pydicom/CT_small.dcm`;
    const element = putPipeline('', { pipeline: url });
    expect(await failureOf(element.rendered)).to.include({ reason: 'pipeline-origin' });
  });
});
