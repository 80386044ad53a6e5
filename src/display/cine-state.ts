import { hasCrosshair } from '../view/crosshair.js';
import { finiteOrNull } from '../view/view.js';
import type { CineState } from './cine.js';
import type { Viewport } from './viewport.js';

/** The element's properties that say how frames are played. */
export interface CineProperties {
  autoplay: boolean;
  loop: boolean;
  fps: number | undefined;
  paused: boolean;
}

/** What there is to be played; undefined until all of a source is there, and of three planes. */
export function cineStateOf(
  { autoplay, loop, fps, paused }: CineProperties,
  { displayed, failure, frameCount, isComplete, view }: Viewport,
): CineState | undefined {
  // The frames of three planes aren't one after the other.
  if (!displayed || !isComplete || displayed.picture.images.some(hasCrosshair)) {
    return undefined;
  }
  return {
    study: displayed.study,
    summary: displayed.cine,
    frameCount,
    frame: view.frame ?? displayed.image.frame,
    painted: displayed.image.frame,
    failure,
    autoplay,
    loop,
    fps: finiteOrNull(fps),
    paused,
  };
}
