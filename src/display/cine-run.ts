import type { CineState } from './cine.js';
import type { Run } from './playhead.js';

/** Where neither page nor file says how fast, in frames/s: what angiography is mostly acquired at. */
const defaultRate = 15;

/** The least time between frames in ms: no display shows more of them. */
const leastTime = 1;

/** Which frames are played, and how fast: as the page asks for, or else as the file does. */
export function runOf({
  summary,
  frameCount,
  loop,
  fps,
}: Pick<CineState, 'summary' | 'frameCount' | 'loop' | 'fps'>): Run {
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
