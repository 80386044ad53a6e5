import { expect } from 'chai';

import { otherOrigin, show } from '../harness.js';
import { embed, empty, open, run } from '../page.js';
import { beacons, hostile, through, type Outcomes } from './attempts.js';
import { appendPipeline, ct, putPipeline } from './pipeline.js';

describe('a hostile pipeline', () => {
  it('gets nothing out, and nothing of the page', async () => {
    const messages: unknown[] = [];
    const listener = ({ data }: MessageEvent<unknown>) => messages.push(data);
    addEventListener('message', listener);
    const parameters = JSON.stringify({ base: `${location.origin}/beacon/` });
    const element = await show(ct, { pipeline: hostile, parameters });
    const outcomes = JSON.parse(element.results?.text ?? '') as Outcomes;
    expect(Object.keys(outcomes)).to.have.length.above(30);
    expect(through(outcomes)).to.deep.equal([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    removeEventListener('message', listener);
    expect(await beacons()).to.deep.equal([]);
    expect(messages).to.deep.equal(['dicom-viewer']); // the frame is ready
  });

  it('is text where it makes text, never elements', async () => {
    const element = putPipeline('def text(pixels): return "<img src=x onerror=alert(1)>"');
    await element.rendered;
    expect(element.results?.text).to.equal('<img src=x onerror=alert(1)>');
    expect(element.shadowRoot?.querySelector('img')).to.equal(null);
  });
});

const code = 'def double(pixels): return pixels * 2';

describe('a pipeline on a page with a strict policy', () => {
  for (const policy of ['strict-csp', 'trusted-types']) {
    it(`runs behind the wall (${policy})`, async () => {
      const page = await open(`/${policy}/test/element/pages/embedding.html`);
      const element = await embed(page, ct);
      appendPipeline(element, code);
      await element.rendered;
      const value = (await (await show(ct)).pixelAt(10, 20)) as number;
      expect(await element.pixelAt(10, 20)).to.equal(value * 2);
      expect(page.violations).to.deep.equal([]);
    });
  }

  it('runs where dist/ is on another origin', async () => {
    const page = await open(empty);
    await run(page, `${await otherOrigin()}/dist/dicom-viewer.js`);
    const element = await embed(page, ct);
    appendPipeline(element, code);
    await element.rendered;
    const value = (await (await show(ct)).pixelAt(10, 20)) as number;
    expect(await element.pixelAt(10, 20)).to.equal(value * 2);
  });
});
