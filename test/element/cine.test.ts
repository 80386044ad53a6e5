import { expect } from 'chai';
import { emulateMedia } from '@web/test-runner-commands';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { generated, heard, inside, next, put, sample, show } from './harness.js';
import { press } from './user.js';

/** 20 frames, each 40 ms after the one before. */
const frames = generated('frames');
const lastFrame = 19;

/** The frames that reach the canvas from now on, and when. */
function watch(element: DicomViewer): { frame: number; time: number }[] {
  const renders: { frame: number; time: number }[] = [];
  element.addEventListener('dicom-render', ({ detail }) => {
    renders.push({ frame: detail.frame, time: performance.now() });
  });
  return renders;
}

/** Resolves once an element, which plays, has paused. */
async function ended(element: DicomViewer): Promise<void> {
  while (!element.paused) {
    await next(element, 'dicom-render');
    await element.updateComplete;
  }
}

async function reaches(element: DicomViewer, frame: number): Promise<void> {
  while (element.frame < frame) {
    await next(element, 'dicom-render');
  }
}

describe('playing', () => {
  before(async () => {
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('shows the frames at the times of the file, and pauses at the last', async () => {
    const element = await show(frames);
    const renders = watch(element);
    const start = performance.now();
    element.play();
    expect(element.paused).to.be.false;
    await ended(element);
    expect(element.frame).to.equal(lastFrame);
    const order = renders.map(({ frame }) => frame);
    expect(order).to.deep.equal([...order].sort((a, b) => a - b));
    for (const { frame, time } of renders) {
      expect(time - start).to.be.at.least(frame * 40 - 1);
    }
  });

  it('keeps to the rate that the page asks for', async () => {
    const element = await show(frames, { fps: '200' });
    const start = performance.now();
    element.play();
    await ended(element);
    expect(performance.now() - start).to.be.within(lastFrame * 5, lastFrame * 40);
  });

  it('goes on in a loop until it is paused', async () => {
    const element = await show(frames, { loop: '', fps: '200' });
    element.play();
    await reaches(element, 10);
    while (element.frame >= 10) {
      await next(element, 'dicom-render');
    }
    element.pause();
    await element.rendered;
    const renders = watch(element);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expect(renders).to.be.empty;
  });

  it('is no change of the user’s', async () => {
    const element = await show(frames, { fps: '200' });
    const changes = heard(element, 'dicom-change');
    element.play();
    await ended(element);
    expect(changes).to.be.empty;
  });

  it('reflects the frame that is shown', async () => {
    const element = await show(frames);
    element.play();
    await reaches(element, 2);
    expect(element.getAttribute('frame')).to.equal(String(element.frame));
  });

  it('goes on from a frame that the page sets', async () => {
    const element = await show(frames);
    element.play();
    await reaches(element, 1);
    element.frame = 15;
    await element.rendered;
    await ended(element);
    expect(element.frame).to.equal(lastFrame);
  });

  it('goes on from a frame that the user goes to', async () => {
    const element = await show(frames, { loop: '' });
    await press('Tab');
    await press(' ');
    await press('PageDown');
    expect(element.paused).to.be.false;
    expect(element.frame).to.be.at.least(2);
  });

  it('starts and stops with Space on the image, and tells the page', async () => {
    const element = await show(frames, { loop: '' });
    const changes = heard(element, 'dicom-change');
    await press('Tab');
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.stage'));
    await press(' ');
    await reaches(element, 2);
    await press(' ');
    expect(element.paused).to.be.true;
    expect(changes).to.deep.equal([{ paused: false }, { paused: true }]);
  });

  it('of a compressed file drops frames rather than lag', async () => {
    const element = await show(generated('frames-rle'), { fps: '200' });
    const renders = watch(element);
    const start = performance.now();
    element.play();
    await ended(element);
    expect(renders.at(-1)?.frame).to.equal(lastFrame);
    for (const { frame, time } of renders) {
      expect(time - start).to.be.at.least(frame * 5 - 1);
    }
  });

  it('pauses where a frame is broken', async () => {
    const element = await show(generated('broken-frame'));
    element.play();
    await next(element, 'dicom-error');
    await element.updateComplete;
    await element.updateComplete;
    expect([element.frame, element.paused]).to.deep.equal([1, true]);
  });

  it('pauses when the element leaves the page', async () => {
    const element = await show(frames, { loop: '' });
    element.play();
    await reaches(element, 1);
    element.remove();
    await Promise.resolve();
    expect(element.paused).to.be.true;
  });
});

describe('another source', () => {
  it('is not played because the user played the one before, and starts at its first frame', async () => {
    const element = await show(frames, { loop: '' });
    await press('Tab');
    await press(' ');
    await reaches(element, 3);
    element.src = generated('stack');
    await element.rendered;
    expect([element.paused, element.frame]).to.deep.equal([true, 0]);
  });

  it('is played if the page asked for that while it came', async () => {
    const element = await show(frames);
    element.src = generated('stack');
    element.play();
    await element.rendered;
    await reaches(element, 2);
    expect(element.paused).to.be.false;
  });
});

describe('autoplay', () => {
  it('plays each source once it is on the canvas', async () => {
    const element = put({ src: frames, autoplay: '', fps: '200' });
    const [loaded] = await Promise.all([next(element, 'dicom-load'), element.rendered]);
    expect(loaded.detail.frameCount).to.equal(20);
    await reaches(element, lastFrame);
    await ended(element);
    element.src = generated('stack');
    await element.rendered;
    await reaches(element, 11);
  });

  it('leaves it to a user who prefers reduced motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const element = await show(frames, { autoplay: '', loop: '' });
    await element.updateComplete;
    expect(element.paused).to.be.true;
    element.play();
    await reaches(element, 2);
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('of a single frame shows that', async () => {
    const element = await show(sample('CT_small.dcm'), { autoplay: '' });
    expect(element.frame).to.equal(0);
  });
});
