import { expect } from 'chai';

import { openPanel, inside, pixels, put, show } from '../element/harness.js';
import { sliceRgba, thorax } from '../element/slices.js';
import { failureOf } from '../failure.js';

/** The study of test/fixtures/dicomweb.py. */
const study = '1.2.826.0.1.3680043.8.498.9';
const path = `studies/${study}`;
const slicesPath = `${path}/series/${study}.1`;

function instanceOf(series: number): string {
  const uid = `${study}.${String(series)}`;
  return `${path}/series/${uid}/instances/${uid}.1`;
}

/** What a file shows that lies on a disk. */
async function pixelsOnDisk(series: number, frame: string): Promise<Uint8ClampedArray> {
  const src = `/.cache/dicomweb/${instanceOf(series)}/instance.dcm`;
  const element = await show(src, { frame });
  const shown = pixels(element);
  element.remove();
  return shown;
}

describe('Orthanc', () => {
  for (const series of [2, 3, 4, 5, 6, 7, 8, 9]) {
    it(`gives an instance as it is on a disk: of series ${String(series)}`, async () => {
      for (const frame of series < 4 ? ['0', '1'] : ['0']) {
        const element = await show(`/orthanc/${instanceOf(series)}`, { frame });
        expect(pixels(element)).to.deep.equal(await pixelsOnDisk(series, frame));
        element.remove();
      }
    });
  }

  it('gives a series in the order of its positions', async () => {
    const element = await show(`/orthanc/${slicesPath}`, { frame: '3' });
    expect(element.frameCount).to.equal(thorax.count);
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 3));
  });

  it('gives a study with all of its series', async () => {
    const element = await show(`/orthanc/${path}`, { controls: '' });
    await openPanel(element, 'Series');
    const list = inside(element, '[aria-label="Series"]').querySelectorAll('button');
    expect(list).to.have.length(9);
    expect(list[0]?.textContent.trim()).to.equal('Thorax (24)');
  });

  it('is asked through a proxy that demands a token', async () => {
    const element = put({ src: `/guarded/${slicesPath}` });
    element.fetch = (request) => {
      request.headers.set('authorization', 'Bearer open sesame');
      return fetch(request);
    };
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count);
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 0));
  });

  it('is not, without the token', async () => {
    const element = put({ src: `/guarded/${slicesPath}` });
    expect(((await failureOf(element.rendered)) as Error).message).to.contain('401');
  });

  it('gives frames in spite of a proxy that is busy at times', async () => {
    const refused = new Set<string>();
    const element = put({ src: `/guarded/${instanceOf(2)}`, frame: '1' });
    element.fetch = (request) => {
      if (/frames\/[57]$/.test(request.url) && !refused.has(request.url)) {
        refused.add(request.url);
        return Promise.resolve(new Response('', { status: 503 }));
      }
      request.headers.set('authorization', 'Bearer open sesame');
      return fetch(request);
    };
    await element.rendered;
    expect(refused).to.have.property('size', 2);
    for (const frame of [4, 6]) {
      element.frame = frame;
      await element.rendered;
      expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, String(frame)));
    }
  });

  it('has no study that it does not know', async () => {
    const element = put({ src: '/orthanc/studies/1.2.3' });
    expect(await failureOf(element.rendered)).to.include({ reason: 'dicomweb-empty' });
  });
});
