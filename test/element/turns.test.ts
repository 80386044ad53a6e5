import { expect } from 'chai';

import { eachRequest, generated, put, sample, show, workers } from './harness.js';

const ct = sample('CT_small.dcm');
const enhanced = generated('enhanced');

/** Calls a function once, when the page next asks its worker for a picture. */
function whenRendering(call: () => void): void {
  const end = eachRequest(({ type }) => {
    if (type === 'picture') {
      end();
      call();
    }
  });
}

describe('an object of very many frames', () => {
  it('is described in turns, between which other viewers are answered', async () => {
    const other = await show(ct);
    const order: string[] = [];
    workers.at(-1)?.addEventListener('message', ({ data }: MessageEvent<{ type: string }>) => {
      order.push(data.type);
    });
    whenRendering(() => {
      void other.pixelAt(0, 0).then(() => order.push('pixel'));
    });
    const large = put();
    large.addEventListener('dicom-load', () => order.push('load'));
    large.src = enhanced;
    await large.rendered;
    expect(order).to.include('busy');
    expect(order.filter((name) => name === 'pixel' || name === 'load')).to.deep.equal([
      'pixel',
      'load',
    ]);
    expect(large.frameCount).to.equal(1000);
    const groups = large.metadata?.['52009230'] as { Value: unknown[] };
    expect(groups.Value).to.have.length(1000);
  });

  it('is left for another source between two turns, without an error', async () => {
    const element = await show(ct);
    const errors: Event[] = [];
    element.addEventListener('dicom-error', (event) => errors.push(event));
    whenRendering(() => {
      element.src = `${ct}?again`;
    });
    element.src = enhanced;
    await element.updateComplete;
    while (!element.currentSrc.endsWith('?again') || !element.loaded) {
      await new Promise(requestAnimationFrame);
    }
    await element.rendered;
    expect(element.frameCount).to.equal(1);
    expect(errors).to.be.empty;
  });
});
