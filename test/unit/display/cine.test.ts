import { expect } from 'chai';
import { emulateMedia } from '@web/test-runner-commands';
import type { ReactiveControllerHost } from 'lit';

import { Cine, type CineState } from '../../../src/display/cine.js';
import type { CineSummary } from '../../../src/metadata.js';
import { FrameClock } from '../../frame-clock.js';

const silent: CineSummary = {
  frameTime: null,
  frameTimes: null,
  first: null,
  last: null,
  sequencing: 'loop',
};

const image: CineState = {
  study: {},
  summary: { ...silent, frameTime: 20 },
  frameCount: 6,
  frame: 0,
  painted: 0,
  failure: undefined,
  autoplay: false,
  loop: false,
  fps: null,
  paused: true,
};

describe('cine', () => {
  const clock = new FrameClock();
  const BrowserObserver = globalThis.IntersectionObserver;
  let state: CineState | undefined;
  let cine: Cine;
  let host: HTMLElement;
  /** All frames that were asked for. */
  let shown: number[];
  /** Whether what is asked for comes to the canvas at once. */
  let isFast: boolean;
  let setOnScreen: (isIntersecting: boolean) => void;
  let isHidden: boolean;

  beforeEach(async () => {
    await emulateMedia({ reducedMotion: 'no-preference' });
    clock.start();
    globalThis.IntersectionObserver = class {
      constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
        setOnScreen = (isIntersecting) => {
          callback([{ isIntersecting }]);
        };
      }
      observe() {
        setOnScreen(true);
      }
      disconnect() {
        setOnScreen = () => undefined;
      }
    } as unknown as typeof IntersectionObserver;
    isHidden = false;
    Object.defineProperty(document, 'hidden', { get: () => isHidden, configurable: true });
    state = image;
    shown = [];
    isFast = true;
    host = document.createElement('div');
    document.body.append(host);
    const controlled = Object.assign(host, { addController: () => undefined });
    cine = new Cine(controlled as unknown as ReactiveControllerHost & HTMLElement, {
      state: () => state,
      show: (frame) => {
        shown.push(frame);
        void change(isFast ? { frame, painted: frame } : { frame });
      },
      pause: (paused) => {
        void change({ paused });
      },
    });
    cine.hostConnected();
  });
  afterEach(() => {
    host.remove();
    cine.hostDisconnected();
    clock.stop();
    globalThis.IntersectionObserver = BrowserObserver;
    Reflect.deleteProperty(document, 'hidden');
  });

  /** Changes what the element says, and has it updated. */
  async function change(changes: Partial<CineState>): Promise<void> {
    state = { ...(state ?? image), ...changes };
    await Promise.resolve();
    cine.hostUpdated();
  }

  function setHidden(hidden: boolean): void {
    isHidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  }

  it('does nothing until it is asked to play', async () => {
    await change({});
    expect(clock.isAwaited).to.be.false;
  });

  it('shows the frames at their times, and pauses at the last', async () => {
    await change({ paused: false });
    const frames: (number | undefined)[] = [];
    for (let time = 0; time < 140; time += 10) {
      await clock.pass(10);
      frames.push(state?.frame);
    }
    expect(frames).to.deep.equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5]);
    expect(shown).to.deep.equal([1, 2, 3, 4, 5]);
    expect(state?.paused).to.be.true;
    expect(clock.isAwaited).to.be.false;
  });

  it('starts over from the last frame', async () => {
    await change({ frame: 5, painted: 5, paused: false });
    await clock.pass(30);
    expect(shown).to.deep.equal([0, 1]);
  });

  it('goes on from the first frame in a loop', async () => {
    await change({ frame: 5, painted: 5, loop: true, paused: false });
    await clock.pass(50);
    expect(shown).to.deep.equal([0, 1]);
    expect(state?.paused).to.be.false;
  });

  for (const [name, changes, time] of [
    ['of the file', {}, 20],
    ['of each frame', { summary: { ...silent, frameTimes: [0, 50, 70, 10, 10, 10] } }, 50],
    ['that the page asks for', { fps: 10 }, 100],
    ['of the file where the page asks for none', { fps: 0 }, 20],
    ['of the file where the page asks for less than none', { fps: -5 }, 20],
    [
      'that the page asks for instead of each frame’s',
      { ...{ summary: { ...silent, frameTimes: [0, 50, 70, 10, 10, 10] } }, fps: 10 },
      100,
    ],
    ['of 15 frames in a second if nobody says', { summary: silent }, 70],
  ] as [string, Partial<CineState>, number][]) {
    it(`keeps to the time ${name}`, async () => {
      await change({ ...changes, paused: false });
      await clock.pass(time);
      expect(shown).to.be.empty;
      await clock.pass(10);
      expect(shown).to.deep.equal([1]);
    });
  }

  it('keeps to the time of each frame', async () => {
    await change({ summary: { ...silent, frameTimes: [0, 20, 60, 20, 40, 20] }, paused: false });
    const times: number[] = [];
    for (let time = 0; time < 200; time += 10) {
      await clock.pass(10);
      times.push(shown.length);
    }
    const turns = [1, 2, 3, 4, 5].map((count) => times.indexOf(count) * 10);
    expect(turns).to.deep.equal([20, 80, 100, 140, 160]);
  });

  it('survives a rate that no display has', async () => {
    await change({ fps: 1e300, loop: true, paused: false });
    await clock.pass(1000);
    expect(state?.paused).to.be.false;
  });

  it('asks for no frame while one is on its way, and drops those that were due meanwhile', async () => {
    isFast = false;
    await change({ frameCount: 20, paused: false });
    await clock.pass(90);
    expect(shown).to.deep.equal([1]);
    await change({ painted: 1 });
    expect(shown).to.deep.equal([1, 4]); // at once, by the clock
    await clock.pass(90);
    await change({ painted: 4 });
    expect(shown).to.deep.equal([1, 4, 8]);
  });

  it('plays between the trims of the file', async () => {
    await change({
      summary: { ...silent, frameTime: 20, first: 2, last: 4 },
      frame: 4,
      painted: 4,
    });
    await change({ paused: false });
    await clock.pass(100);
    expect(shown).to.deep.equal([2, 3, 4]);
    expect(state?.paused).to.be.true;
  });

  it('sweeps if the file asks for it', async () => {
    const summary: CineSummary = { ...silent, frameTime: 10, sequencing: 'sweep' };
    await change({ summary, frameCount: 3, loop: true, paused: false });
    await clock.pass(70);
    expect(shown).to.deep.equal([1, 2, 1, 0, 1, 2]);
  });

  it('goes on from a frame that somebody goes to, once it is there', async () => {
    await change({ frameCount: 100, paused: false });
    await clock.pass(30);
    await change({ frame: 50 });
    await clock.pass(500);
    await change({ painted: 50 });
    await clock.pass(30);
    expect(shown).to.deep.equal([1, 51]);
  });

  it('pauses when somebody goes to the last frame', async () => {
    await change({ paused: false });
    await clock.pass(10);
    await change({ frame: 5, painted: 5 });
    await clock.pass(20);
    expect(shown).to.be.empty;
    expect(state?.paused).to.be.true;
  });

  it('goes on with the rate that the page sets meanwhile', async () => {
    await change({ frameCount: 100, paused: false });
    await clock.pass(30);
    await change({ fps: 10 });
    await clock.pass(90);
    expect(shown).to.deep.equal([1]);
    await clock.pass(10);
    expect(shown).to.deep.equal([1, 2]);
  });

  it('has nothing to play of a single frame', async () => {
    await change({ frameCount: 1, paused: false });
    expect(clock.isAwaited).to.be.false;
  });

  it('pauses at a frame that can’t be shown, and plays on from there if it is asked to', async () => {
    isFast = false;
    await change({ paused: false });
    await clock.pass(30);
    await change({ failure: new Error('broken') });
    expect(state?.paused).to.be.true;
    await change({ paused: false });
    await clock.pass(30);
    expect(shown).to.deep.equal([1, 2]);
    expect(state?.paused).to.be.false;
  });

  describe('out of sight', () => {
    const ways: [string, (isOut: boolean) => void][] = [
      [
        'on a hidden page',
        (isOut) => {
          setHidden(isOut);
        },
      ],
      [
        'off screen',
        (isOut) => {
          setOnScreen(!isOut);
        },
      ],
    ];
    for (const [name, set] of ways) {
      it(`${name}, stands still and goes on from there`, async () => {
        await change({ paused: false });
        await clock.pass(30);
        set(true);
        expect(clock.isAwaited).to.be.false;
        clock.skip(10_000);
        set(false);
        await clock.pass(20);
        expect(shown).to.deep.equal([1]);
        await clock.pass(10);
        expect(shown).to.deep.equal([1, 2]);
      });
    }

    it('on no page at all, pauses', async () => {
      await change({ paused: false });
      host.remove();
      cine.hostDisconnected();
      await Promise.resolve();
      expect(state?.paused).to.be.true;
      expect(clock.isAwaited).to.be.false;
    });

    it('while it is moved, plays on', async () => {
      await change({ paused: false });
      await clock.pass(10);
      cine.hostDisconnected();
      cine.hostConnected();
      await Promise.resolve();
      await clock.pass(30);
      expect(shown).to.deep.equal([1]);
    });

    it('while another source loads, stands still', async () => {
      await change({ paused: false });
      state = undefined;
      cine.hostUpdated();
      expect(clock.isAwaited).to.be.false;
    });
  });

  describe('by itself', () => {
    it('starts with each new source', async () => {
      await change({ autoplay: true });
      expect(state?.paused).to.be.false;
      await change({ paused: true });
      expect(state?.paused).to.be.true;
      await change({ study: {} });
      expect(state?.paused).to.be.false;
    });

    it('starts only where the user does not prefer reduced motion', async () => {
      await emulateMedia({ reducedMotion: 'reduce' });
      await change({ autoplay: true });
      expect(state?.paused).to.be.true;
      await emulateMedia({ reducedMotion: 'no-preference' });
    });
  });
});
