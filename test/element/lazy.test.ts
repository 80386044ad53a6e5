import { expect } from 'chai';

import { heard, put, sample } from './harness.js';

const ct = sample('CT_small.dcm');

/** Waits as long as an intersection takes to be seen: some frames. */
async function someFrames(): Promise<void> {
  for (let frame = 0; frame < 10; frame += 1) {
    await new Promise(requestAnimationFrame);
  }
}

function requests(query: string): PerformanceEntry[] {
  return performance.getEntriesByType('resource').filter(({ name }) => name.includes(query));
}

describe('loading="lazy"', () => {
  it('fetches nothing far below, until the page is scrolled', async () => {
    const room = document.createElement('div');
    room.style.height = '5000px';
    document.body.append(room);
    const element = put({ src: `${ct}?far`, loading: 'lazy' });
    const progress = heard(element, 'dicom-progress');
    await someFrames();
    expect(requests('?far')).to.be.empty;
    expect(progress).to.be.empty;
    element.scrollIntoView();
    await element.rendered;
    expect(element.columns).to.equal(128);
    window.scrollTo(0, 0);
  });

  it('fetches nothing in a closed <details>, until it is opened', async () => {
    const details = document.createElement('details');
    document.body.append(details);
    const element = put({ src: `${ct}?details`, loading: 'lazy' });
    details.append(element);
    await someFrames();
    expect(requests('?details')).to.be.empty;
    details.open = true;
    await element.rendered;
    expect(element.columns).to.equal(128);
  });

  it('shows what is near at once', async () => {
    const element = put({ src: ct, loading: 'lazy' });
    await element.rendered;
    expect(element.columns).to.equal(128);
  });

  it('gives up what is waited for where another source comes', async () => {
    const element = put({ src: `${ct}?first`, loading: 'lazy', style: 'display: none' });
    await someFrames();
    element.src = `${ct}?second`;
    element.style.display = 'block';
    await element.rendered;
    expect(requests('?first')).to.be.empty;
    expect(element.loaded).to.be.true;
  });
});
