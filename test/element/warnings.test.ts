import { expect } from 'chai';

import { button, fileOf, generated, has, inside, put, sample, show } from './harness.js';
import { head, sourcesOf, urlsOf } from './slices.js';
import { click } from './user.js';

const chip = '[part="warning"]';

/** A server's file that fails until it is mended. */
function fragile(src: string): string {
  return `/fragile${src}`;
}

async function breakFile(src: string): Promise<void> {
  await fetch(`${fragile(src)}?break`);
}

async function mendFile(src: string): Promise<void> {
  await fetch(`${fragile(src)}?mend`);
}

describe('the warning over an image', () => {
  it('is not there where nothing is off', async () => {
    const element = await show(sample('CT_small.dcm'));
    expect(has(element, chip)).to.be.false;
  });

  it('names the files of a series that are missing, and is announced', async () => {
    const [first = '', ...others] = urlsOf(head);
    const element = put({}, sourcesOf([...others, '/status/404']));
    await element.rendered;
    expect(inside(element, 'summary').textContent).to.equal('Files are missing');
    expect(inside(element, '[role="status"]').textContent).to.include('Files are missing');
    const details = inside(element, chip) as HTMLDetailsElement;
    expect(details.open).to.be.false;
    await click(inside(element, 'summary'));
    expect(details.open).to.be.true;
    expect(details.textContent).to.include('/status/404').and.not.include(first);
  });

  it('loads the files again that could not be fetched, and keeps the view', async () => {
    const [first = '', ...others] = urlsOf(head);
    await breakFile(first);
    const element = put({ controls: '', invert: '' }, sourcesOf([fragile(first), ...others]));
    await element.rendered;
    expect(element.frameCount).to.equal(head.count - 1);
    element.frame = 2;
    await element.rendered;
    await mendFile(first);
    await click(inside(element, 'summary'));
    await click(button(element, 'Try again'));
    await element.rendered;
    expect(element.frameCount).to.equal(head.count);
    expect([element.frame, element.invert]).to.deep.equal([2, true]);
    expect(has(element, chip)).to.be.false;
  });

  it('offers no second attempt where that would change nothing', async () => {
    const element = await show(generated('cut-within-frames'));
    expect(inside(element, 'summary').textContent).to.equal('The file ends early');
    expect(has(element, `${chip} button`)).to.be.false;
  });

  it('goes with its source', async () => {
    const element = put({}, sourcesOf([...urlsOf(head), '/status/404']));
    await element.rendered;
    expect(has(element, chip)).to.be.true;
    element.files = await fileOf(sample('CT_small.dcm'));
    await element.rendered;
    expect(has(element, chip)).to.be.false;
  });
});
