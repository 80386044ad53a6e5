import { html, nothing } from 'lit';

import { countText } from '../languages/numbers.js';
import type { Language } from '../languages/language.js';
import { fill } from '../languages/fill.js';
import { movedBy } from '../view/crosshair.js';
import type { ControlsState } from './controls-state.js';
import type { Act } from '../templates/action.js';
import { range } from './fields.js';
import { frameAtPlace, sliceTrack, type SliceTrack } from './slice-track.js';

/** The slider beside a pane: of one of three planes, or of all frames. */
export function frameSlider(
  { planes, image: shown, frame, frameCount, geometry, awaited }: ControlsState,
  index: number,
  language: Language,
  act: Act,
) {
  const { controls: texts } = language;
  const image = planes[index];
  if (image) {
    const track = sliceTrack(image, geometry, awaited);
    return slider(image.plane ? texts[image.plane] : '', image.frame, track, language, (value) => {
      act({ crosshair: movedBy(image.crosshair, image, value - image.frame) });
    });
  }
  const track = sliceTrack({ frameCount, grid: shown?.grid ?? null }, geometry, awaited);
  return index > 0
    ? nothing
    : slider(texts.frame, frame, track, language, (value) => {
        act({ frame: value });
      });
}

function slider(
  label: string,
  frame: number,
  track: SliceTrack,
  language: Language,
  change: (frame: number) => void,
) {
  const { places, placeCount, hasTicks } = track;
  const frameCount = places.length;
  if (frameCount < 2) {
    return nothing;
  }
  const place = {
    frame: countText(frame + 1, language),
    frameCount: countText(frameCount, language),
  };
  const text = fill(language.controls.position, place, language);
  const state = { bounds: [0, placeCount - 1] as const, step: 1, value: places[frame] ?? 0, text };
  const handleChange = (value: number, input: HTMLInputElement) => {
    const target = frameAtPlace(track, value, frame);
    input.value = String(places[target]); // there may be no slice where it was put
    change(target);
  };
  return range(label, state, handleChange, hasTicks ? ticks(track) : nothing);
}

/** A tick for each slice that is there. */
function ticks({ places, placeCount }: SliceTrack) {
  return html`
    <svg
      class="ticks"
      aria-hidden="true"
      preserveAspectRatio="none"
      viewBox="0 0 1 ${placeCount - 1}"
    >
      <path d=${places.map((place) => `M0 ${String(place)}h1`).join('')} />
    </svg>
  `;
}
