import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { CineSummary } from '../metadata.js';
import { Playhead, type Run } from './playhead.js';

/** What there is to be played, and how. */
export interface CineState {
  /** Whose frames they are: it is new with each source. */
  study: object;
  /** How the file wants them to be played. */
  summary: CineSummary;
  frameCount: number;
  /** The frame that is asked for. */
  frame: number;
  /** The frame that is on the canvas. */
  painted: number;
  /** Why the frame that is asked for can't be shown, if it can't be. */
  failure: Error | undefined;
  /** Whether a new source is to be played from the start, and whether what is played goes on. */
  autoplay: boolean;
  loop: boolean;
  /** Frames in a second; null for the file's own. */
  fps: number | null;
  paused: boolean;
}

/** What cine asks of its element, and tells it. */
export interface CineOptions {
  /** What is on the canvas now; undefined if nothing is, or another source is on its way. */
  state: () => CineState | undefined;
  show: (frame: number) => void;
  pause: (paused: boolean) => void;
}

/** Where neither page nor file says how fast, in frames/s: what angiography is mostly acquired at. */
const defaultRate = 15;

/** The least time between frames in ms: no display shows more of them. */
const leastTime = 1;

/**
 * Plays frames by the clock. The next frame is asked for when the one before is on the canvas; those
 * that were due meanwhile are dropped. Out of sight of the user, the clock stands still.
 */
export class Cine implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: CineOptions;
  #study: object | undefined;
  /** Undefined until the frame that is played from is on the canvas. */
  #playhead: Playhead | undefined;
  /** The frame that was asked for last; any other was asked for by somebody else. */
  #asked: number | undefined;
  /** A failure that the user has seen, and plays on from. */
  #passed: Error | undefined;
  /** The request for the next turn, while frames are played. */
  #request: number | undefined;
  #observer: IntersectionObserver | undefined;
  #isOnScreen = false;
  /** The document that the element is in. */
  #document: Document | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: CineOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#document = this.#host.ownerDocument;
    this.#document.addEventListener('visibilitychange', this.#startOrStop);
    if (!('IntersectionObserver' in globalThis)) {
      this.#isOnScreen = true;
      return;
    }
    this.#observer = new IntersectionObserver((entries) => {
      this.#isOnScreen = entries.at(-1)?.isIntersecting ?? false;
      this.#startOrStop();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#document?.removeEventListener('visibilitychange', this.#startOrStop);
    this.#observer?.disconnect();
    this.#stop();
    // An element that is moved is back before the microtask runs.
    queueMicrotask(() => {
      if (!this.#host.isConnected) {
        this.#options.pause(true);
      }
    });
  }

  hostUpdated(): void {
    const state = this.#options.state();
    if (state && state.study !== this.#study && state.autoplay && !prefersStillness()) {
      this.#options.pause(false);
    }
    this.#study = state?.study;
    this.#startOrStop();
  }

  readonly #startOrStop = (): void => {
    const state = this.#options.state();
    const isPlaying = state && !state.paused && state.frameCount > 1;
    if (!isPlaying || !this.#isOnScreen || this.#document?.hidden) {
      this.#stop();
    } else if (this.#request === undefined) {
      this.#start(state);
    } else {
      this.#showDue(); // a frame may have come to the canvas
    }
  };

  #start(state: CineState): void {
    const { first, last, loop } = runOf(state);
    if (state.frame >= last && !loop) {
      this.#options.show(first);
    }
    this.#passed = state.failure;
    this.#request = requestAnimationFrame(this.#turn);
  }

  #stop(): void {
    if (this.#request !== undefined) {
      cancelAnimationFrame(this.#request);
    }
    this.#request = undefined;
    this.#playhead = undefined;
  }

  readonly #turn = (): void => {
    this.#request = requestAnimationFrame(this.#turn);
    this.#showDue();
  };

  /** Asks for the frame that is due, unless another one is on its way. */
  #showDue(): void {
    const state = this.#options.state();
    if (state?.failure && state.failure !== this.#passed) {
      this.#options.pause(true);
      return;
    }
    if (!state || (state.painted !== state.frame && !state.failure)) {
      return;
    }
    const run = runOf(state);
    const now = performance.now();
    if (!this.#playhead || state.frame !== this.#asked) {
      this.#playhead = new Playhead(state.frame, now); // from here, wherever the user went
    } else if (state.frame >= run.last && !run.loop) {
      this.#options.pause(true);
      return;
    }
    this.#asked = this.#playhead.at(now, run);
    if (this.#asked !== state.frame) {
      this.#options.show(this.#asked);
    }
  }
}

function runOf({ summary, frameCount, loop, fps }: CineState): Run {
  const { frameTime, frameTimes, sequencing } = summary;
  const first = summary.first ?? 0;
  const last = Math.min(summary.last ?? frameCount - 1, frameCount - 1);
  const asked = fps !== null && fps > 0 ? 1000 / fps : frameTime;
  const usual = asked ?? 1000 / defaultRate;
  const isByFrame = frameTimes !== null && asked === null;
  const timeBefore = (frame: number) =>
    Math.max(isByFrame ? (frameTimes[frame] ?? usual) : usual, leastTime);
  return { first, last, loop, sequencing, timeBefore };
}

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
