import { expect } from 'chai';

import { failureOf } from '../failure.js';
import { generated, pixels, put, sample, show } from './harness.js';

const ct = sample('CT_small.dcm');

/** The RGBA of an image file. */
async function decoded(blob: Blob): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
}

describe('pixelAt', () => {
  it('tells the Hounsfield units of a CT', async () => {
    const element = await show(ct);
    // The first stored value is 175, and the intercept -1024.
    expect(await element.pixelAt(0, 0)).to.equal(175 - 1024);
  });

  it('tells the same whatever the window', async () => {
    const element = await show(ct, { 'window-center': '0', 'window-width': '1', invert: '' });
    expect(await element.pixelAt(0, 0)).to.equal(175 - 1024);
  });

  it('counts columns first, then rows, from 0', async () => {
    const element = await show(generated('stack'));
    expect(await element.pixelAt(3, 2)).to.equal(2 * 40 + 3);
    expect(await element.pixelAt(39, 23)).to.equal(959);
  });

  it('takes the pixel in which a point lies', async () => {
    const element = await show(generated('stack'));
    expect(await element.pixelAt(3.99, 2.5)).to.equal(2 * 40 + 3);
  });

  it('reads the frame that is shown', async () => {
    const element = await show(generated('stack'), { frame: '7' });
    expect(await element.pixelAt(1, 0)).to.equal(701);
  });

  it('tells fractions', async () => {
    const element = await show(generated('float'));
    expect(await element.pixelAt(10, 1)).to.be.equal(25 / 256);
  });

  it('tells red, green and blue of a colour image', async () => {
    const element = await show(sample('SC_rgb_small_odd.dcm'));
    expect(await element.pixelAt(0, 0)).to.deep.equal([...pixels(element).subarray(0, 3)]);
  });

  it('is undefined outside of the image', async () => {
    const element = await show(generated('stack'));
    const outside = [
      [-1, 0],
      [0, -0.5],
      [40, 0],
      [0, 24],
    ] as const;
    const values = await Promise.all(outside.map(([x, y]) => element.pixelAt(x, y)));
    expect(values).to.deep.equal(Array(4).fill(undefined));
  });

  it('is undefined while nothing is shown', async () => {
    expect(await put().pixelAt(0, 0)).to.equal(undefined);
  });
});

describe('toBlob', () => {
  it('gives the very pixels as a PNG file', async () => {
    const element = await show(ct);
    const blob = await element.toBlob();
    expect(blob.type).to.equal('image/png');
    expect(await decoded(blob)).to.deep.equal(pixels(element));
  });

  it('gives the type and the quality that are asked for', async () => {
    const element = await show(ct);
    const [fine, coarse] = [
      await element.toBlob('image/jpeg', 1),
      await element.toBlob('image/jpeg', 0.1),
    ];
    expect(fine.type).to.equal('image/jpeg');
    expect(coarse.size).to.be.lessThan(fine.size);
  });

  it('waits for what is asked for', async () => {
    const element = put({ src: generated('stack') });
    element.frame = 9;
    const blob = await element.toBlob();
    expect(await decoded(blob)).to.deep.equal(pixels(element));
    expect(element.frame).to.equal(9);
  });

  it('fails with no-image where nothing is shown', async () => {
    expect(await failureOf(put().toBlob())).to.include({ code: 'no-image' });
  });

  it('fails with the error of a source that can not be shown', async () => {
    const element = put({ src: '/package.json' });
    expect(await failureOf(element.toBlob())).to.include({ code: 'not-dicom' });
  });
});
