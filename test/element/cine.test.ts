import { expect } from 'chai';
import { emulateMedia } from '@web/test-runner-commands';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { FrameClock } from '../frame-clock.js';
import { generated, heard, inside, next, sample, showWithTool, putWithTool } from './harness.js';
import { press } from './user.js';

/** 20 frames, each 40 ms after the one before. */
const frames = generated('frames');
const lastFrame = 19;

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
  const clock = new FrameClock();

  before(async () => {
    await emulateMedia({ reducedMotion: 'no-preference' });
  });
  beforeEach(() => {
    clock.start();
  });
  afterEach(() => {
    document.body.replaceChildren(); // so that no element still waits for the clock
    clock.stop();
  });

  /** Plays an element that shows its first frame, from the clock's next turn on. */
  async function play(element: DicomViewer): Promise<void> {
    element.play();
    await isPlayed();
  }

  /** Resolves once the clock has had the turn from which an element is played. */
  async function isPlayed(): Promise<void> {
    while (!clock.isAwaited) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    await clock.pass(10);
  }

  /** Lets time pass, in which each frame that is asked for comes to the canvas at once. */
  async function pass(element: DicomViewer, ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      await clock.pass(10);
      await element.rendered;
      await element.updateComplete;
    }
  }

  it('shows the frames at the times of the file, and pauses at the last', async () => {
    const element = await showWithTool(frames);
    await play(element);
    expect(element.paused).to.be.false;
    const renders = heard(element, 'dicom-render');
    for (let frame = 1; frame <= lastFrame; frame += 1) {
      await pass(element, 30);
      expect(element.frame).to.equal(frame - 1);
      await pass(element, 10);
      expect(element.frame).to.equal(frame);
    }
    await pass(element, 10);
    expect(element.paused).to.be.true;
    expect(renders.map(({ frame }) => frame)).to.deep.equal(
      Array.from({ length: lastFrame }, (_, index) => index + 1),
    );
  });

  it('keeps to the rate that the page asks for', async () => {
    const element = await showWithTool(frames, { fps: '10' });
    await play(element);
    await pass(element, 90);
    expect(element.frame).to.equal(0);
    await pass(element, 10);
    expect(element.frame).to.equal(1);
    element.fps = 50;
    await pass(element, 100);
    expect(element.frame).to.equal(6);
  });

  it('goes on in a loop until it is paused', async () => {
    const element = await showWithTool(frames, { loop: '', fps: '100' });
    await play(element);
    await pass(element, 190);
    expect(element.frame).to.equal(lastFrame);
    await pass(element, 20);
    expect(element.frame).to.equal(1);
    element.pause();
    await element.updateComplete;
    expect(clock.isAwaited).to.be.false;
  });

  it('is no change of the user’s', async () => {
    const element = await showWithTool(frames, { fps: '100' });
    const changes = heard(element, 'dicom-change');
    await play(element);
    await pass(element, 200);
    expect([element.frame, element.paused]).to.deep.equal([lastFrame, true]);
    expect(changes).to.be.empty;
  });

  it('reflects the frame that is shown', async () => {
    const element = await showWithTool(frames);
    await play(element);
    await pass(element, 80);
    expect(element.getAttribute('frame')).to.equal('2');
  });

  it('goes on from a frame that the page sets', async () => {
    const element = await showWithTool(frames);
    await play(element);
    await pass(element, 40);
    element.frame = 15;
    await pass(element, 40);
    expect(element.frame).to.equal(15);
    await pass(element, 10);
    expect(element.frame).to.equal(16);
  });

  it('goes on from a frame that the user goes to', async () => {
    const element = await showWithTool(frames);
    await press('Tab');
    await press(' ');
    await isPlayed();
    await press('PageDown');
    expect([element.frame, element.paused]).to.deep.equal([2, false]);
    await pass(element, 50);
    expect(element.frame).to.equal(3);
  });

  it('starts and stops with Space on the image, and tells the page', async () => {
    const element = await showWithTool(frames);
    const changes = heard(element, 'dicom-change');
    await press('Tab');
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.stage'));
    await press(' ');
    await isPlayed();
    await pass(element, 80);
    expect(element.frame).to.equal(2);
    await press(' ');
    expect(element.paused).to.be.true;
    expect(changes).to.deep.equal([{ paused: false }, { paused: true }]);
  });

  it('of a compressed file drops frames rather than lag', async () => {
    const element = await showWithTool(generated('frames-rle'), { fps: '100' });
    await play(element);
    const renders = heard(element, 'dicom-render');
    clock.skip(110);
    await pass(element, 20);
    expect(renders.map(({ frame }) => frame)).to.deep.equal([12, 13]);
  });

  it('pauses where a frame is broken', async () => {
    const element = await showWithTool(generated('broken-frame'));
    await play(element);
    const error = next(element, 'dicom-error');
    await clock.pass(1000);
    await error;
    await element.updateComplete;
    await element.updateComplete;
    expect([element.frame, element.paused]).to.deep.equal([1, true]);
  });

  it('pauses when the element leaves the page', async () => {
    const element = await showWithTool(frames);
    await play(element);
    element.remove();
    await Promise.resolve();
    expect(element.paused).to.be.true;
  });
});

describe('another source', () => {
  it('is not played because the user played the one before, and starts at its first frame', async () => {
    const element = await showWithTool(frames, { loop: '' });
    await press('Tab');
    await press(' ');
    await reaches(element, 3);
    element.src = generated('stack');
    await element.rendered;
    expect([element.paused, element.frame]).to.deep.equal([true, 0]);
  });

  it('is played if the page asked for that while it came', async () => {
    const element = await showWithTool(frames, { loop: '' });
    element.src = generated('stack');
    element.play();
    await element.rendered;
    await reaches(element, 2);
    expect(element.paused).to.be.false;
  });
});

describe('autoplay', () => {
  it('plays each source once it is on the canvas', async () => {
    const element = putWithTool({ src: frames, autoplay: '', fps: '200' });
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
    const element = await showWithTool(frames, { autoplay: '', loop: '' });
    await element.updateComplete;
    expect(element.paused).to.be.true;
    element.play();
    await reaches(element, 2);
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('of a single frame shows that', async () => {
    const element = await showWithTool(sample('CT_small.dcm'), { autoplay: '' });
    expect(element.frame).to.equal(0);
  });
});
