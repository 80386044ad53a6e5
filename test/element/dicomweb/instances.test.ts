import { expect } from 'chai';

import { failureOf } from '../../failure.js';
import { heard, next, pixels, put, putWithTool, show } from '../harness.js';
import { instanceOf, pixelsOnDisk, server, shownFromDisk } from './resources.js';

describe('an instance on a DICOMweb server', () => {
  for (const series of [2, 3, 4, 5, 6, 7, 8, 9]) {
    it(`is shown as it is from a disk: of series ${String(series)}`, async () => {
      const frame = series < 4 ? 1 : 0;
      const expected = await pixelsOnDisk(series, frame);
      const element = await show(server().url(instanceOf(series)), { frame: String(frame) });
      expect(pixels(element)).to.deep.equal(expected);
      expect(element.loaded).to.be.true;
    });
  }

  for (const series of [2, 3, 4, 5, 6, 7, 8, 9]) {
    it(`is put together of its metadata and frames: of series ${String(series)}`, async () => {
      const frame = series < 4 ? 1 : 0;
      const { shown, warned } = await shownFromDisk(series, frame);
      const manners = ['frames', 'bare', 'nameless'].map((manner) => server(manner).url(''));
      for (const url of [...manners, '/dicomweb-static/']) {
        const element = put({ src: url + instanceOf(series), frame: String(frame) });
        const warnings = heard(element, 'dicom-warning');
        await element.rendered;
        expect(pixels(element)).to.deep.equal(shown);
        expect(warnings).to.deep.equal(warned);
        element.remove();
      }
    });
  }

  for (const series of [3, 7]) {
    it(`may be compressed without a word of how: of series ${String(series)}`, async () => {
      const element = put({ src: server('untold').url(instanceOf(series)) });
      const warnings = heard(element, 'dicom-warning');
      await element.rendered;
      const { shown, warned } = await shownFromDisk(series, 0);
      expect(pixels(element)).to.deep.equal(shown);
      expect(warnings).to.deep.equal(warned);
    });
  }

  it('comes frame by frame: the one that is seen, its neighbours, every fifth', async () => {
    const { url, requests } = server();
    const element = await show(url(instanceOf(2)), { frame: '7' });
    expect(element.frameCount).to.equal(15);
    const frames = (await requests())
      .map(({ path: each }) => /frames\/(\d+)$/.exec(each)?.[1])
      .filter((each) => each !== undefined)
      .map((each) => Number(each) - 1);
    expect(frames[0]).to.equal(7);
    expect(frames.slice(1, 7)).to.have.members([0, 8, 6, 9, 5, 10]); // six at a time
    expect(frames).to.have.length(15);
    expect(new Set(frames)).to.have.property('size', 15);
    expect((await requests()).some(({ path: each }) => each === instanceOf(2))).to.be.false;
  });

  it('shows its first frame before others have come', async () => {
    const waiting: (() => void)[] = [];
    const element = putWithTool({ src: server().url(instanceOf(2)) });
    let count = 0;
    element.fetch = async (request) => {
      count += Number(request.url.includes('/frames/'));
      if (count > 1) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return fetch(request);
    };
    await next(element, 'dicom-load');
    expect(element.frameCount).to.equal(15);
    expect(element.loaded).to.be.false;
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, 0));
    element.frame = 12;
    const rendered = next(element, 'dicom-render');
    const timer = setInterval(() => {
      waiting.splice(0).forEach((resolve) => {
        resolve();
      });
    });
    await rendered;
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, 12));
    await element.rendered;
    clearInterval(timer);
  });

  it('is shown without a frame that is missing, of which a warning tells', async () => {
    const element = put({ src: server('torn').url(instanceOf(2)) });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    const [ofFiles] = warnings.filter(({ code }) => code === 'files');
    expect(ofFiles?.message).to.contain('1 of 15 frames');
    element.frame = 3;
    expect(await failureOf(element.rendered)).to.include({ code: 'network' });
    element.frame = 4;
    await element.rendered;
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, 4));
  });

  it('is shown where the server compresses its frames in several ways, but in one if asked', async () => {
    const element = put({ src: server('mixed').url(instanceOf(3)) });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    element.frame = 1;
    await element.rendered;
    const { shown, warned } = await shownFromDisk(3, 1);
    expect(pixels(element)).to.deep.equal(shown);
    expect(warnings).to.deep.equal(warned);
  });

  it('is shown without a frame that is only there in another transfer syntax, of which a warning tells', async () => {
    const element = put({ src: server('stubborn').url(instanceOf(3)) });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(3, 0));
    const [ofFiles] = warnings.filter(({ code }) => code === 'files');
    expect(ofFiles?.message).to.contain('1 of 2 frames');
    expect(ofFiles?.message).to.contain(
      '1.2.840.10008.1.2.5.1, and the first frame in 1.2.840.10008.1.2.5.',
    );
    element.frame = 1;
    expect(await failureOf(element.rendered)).to.include({ code: 'network' });
  });

  it('comes whole where there are no single frames', async () => {
    const element = await show(server('whole').url(instanceOf(2)), { frame: '3' });
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, 3));
  });

  it('may be alone in an answer', async () => {
    const element = await show(server('single').url(instanceOf(8)));
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(8, 0));
  });

  it('is asked for in any transfer syntax', async () => {
    const { url, requests } = server();
    await show(url(instanceOf(7)));
    const asked = (await requests()).filter(({ path: each }) => each === instanceOf(7));
    expect(asked.map(({ accept }) => accept)).to.deep.equal([
      'multipart/related; type="application/dicom"; transfer-syntax=*, application/dicom; transfer-syntax=*',
    ]);
  });
});
