import { css } from 'lit';

/** The bar below the image, the panel above it and the sliders beside the panes. */
export const barStyles = css`
  /* In the room below the image, which host.styles.ts keeps; below that there may be a sheet, see info.styles.ts. */
  .toolbar {
    align-items: center;
    background: var(--_surface);
    border-top: 1px solid var(--_line);
    bottom: var(--_below, 0px);
    display: flex;
    gap: 2px;
    height: var(--_bar);
    inset-inline: 0;
    line-height: 1.1;
    overflow: hidden;
    padding: 0 var(--_spacing);
    position: absolute;
    white-space: nowrap;
  }

  .toolbar[hidden] {
    display: none;
  }

  .toolbar button {
    align-items: center;
    border-color: transparent;
    display: inline-flex;
    flex: none;
    gap: 0.35rem;
    height: calc(100% - 6px);
    justify-content: center;
    min-height: 0;
    min-width: 2.1rem;
    padding: 0 0.35rem;
  }

  .toolbar svg {
    display: block;
    flex: none;
  }

  .toolbar :focus-visible {
    outline-offset: -2px;
  }

  .group {
    display: flex;
    flex: none;
    gap: 2px;
    height: 100%;
    align-items: center;
  }

  .pointer {
    border-inline-start: 1px solid var(--_line);
    padding-inline-start: 4px;
    margin-inline-start: 2px;
  }

  .pointer:first-child {
    border: 0;
    margin: 0;
    padding: 0;
  }

  .toolbar .end {
    margin-inline-start: auto;
  }

  /* Beside the icon where there is room; else only its accessible name. */
  .word {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    width: 1px;
  }

  .panel .word,
  [data-words='all'] .word,
  [data-words='some'] :is(.end, .play) .word {
    all: unset;
  }

  .panel .play {
    align-items: center;
    display: flex;
    gap: 0.35rem;
  }

  /* Wide enough for either word, so that the other tools stay where they are. */
  :is([data-words='all'], [data-words='some']) .play {
    min-width: 5.5rem;
  }

  /* What the bar has no room for is in the panel of its last button. */
  .toolbar[data-without~='measure'] > .measure,
  .toolbar[data-without~='layout'] > .layout,
  .toolbar[data-without~='speed'] > .speed,
  .toolbar[data-without~='full-screen'] .full-screen,
  .toolbar[data-without~='info'] .info-toggle,
  .toolbar[data-without~='invert'] > .invert,
  .toolbar[data-without~='pointer'] > .pointer,
  .toolbar[data-without~='series'] > .series,
  .spare {
    display: none;
  }

  .toolbar:not(.bar) ~ .panel .spare:is(.full-screen, .info-toggle, .invert, .reset),
  .toolbar[data-without~='full-screen'] ~ .panel .full-screen,
  .toolbar[data-without~='info'] ~ .panel .info-toggle,
  .toolbar[data-without~='invert'] ~ .panel .invert {
    display: revert;
  }

  .toolbar[data-without~='measure'] ~ .panel .measure,
  .toolbar[data-without~='layout'] ~ .panel .layout,
  .toolbar[data-without~='speed'] ~ .panel .speed,
  .toolbar:not(.bar) ~ .panel .speed,
  .toolbar[data-without~='pointer'] ~ .panel .pointer,
  .toolbar[data-without~='series'] ~ .panel .series {
    border: 0;
    display: grid;
    gap: var(--_spacing);
    margin: 0;
    padding: 0;
  }

  /* On a low element one button, over its corner. */
  .toolbar.corner {
    border: 1px solid var(--_line);
    border-end-end-radius: var(--_radius);
    border-start-start-radius: var(--_radius);
    height: calc(var(--_row) + 2px);
    inset-inline-start: auto;
    padding: 0 3px;
  }

  .corner ~ .panel {
    bottom: calc(var(--_below, 0px) + var(--_row) + 6px);
    max-height: calc(100% - var(--_below, 0px) - var(--_row) - 10px);
  }

  .toolbar.phone {
    align-items: stretch;
    flex-direction: column;
    gap: 0;
    padding: 0;
  }

  .toolbar .row {
    align-items: center;
    display: flex;
    flex: 1 1 0;
    min-height: 0;
  }

  .phone:not(:has(.scrubber)) ~ .panel {
    bottom: calc(var(--_below, 0px) + var(--_bar) + 4px);
  }

  .scrubber {
    padding-inline: var(--_spacing);
  }

  .scrubber .slider {
    flex: 1;
    grid-template-columns: minmax(0, 1fr) 6rem;
  }

  .scrubber .slider span {
    clip-path: inset(50%);
    position: absolute;
  }

  .places button {
    flex: 1 1 0;
    flex-direction: column;
    font-size: 0.7rem;
    gap: 1px;
    height: 100%;
    min-width: 0;
    padding: 0 1px;
  }

  .places .word {
    all: unset;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .panel {
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    bottom: calc(var(--_below, 0px) + var(--_bar) + 4px);
    box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
    display: grid;
    gap: var(--_spacing);
    grid-template-columns: minmax(0, 1fr);
    inset-inline: auto 4px;
    max-height: min(24rem, 100% - var(--_below, 0px) - var(--_bar) - 8px);
    min-width: min(20rem, calc(100% - 8px));
    max-width: calc(100% - 8px);
    overflow: auto;
    padding: calc(1.5 * var(--_spacing));
    position: absolute;
    z-index: 2;
  }

  /* A label with its list, which is below it where there is no room beside. */
  .field {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_spacing)) calc(1.5 * var(--_spacing));
  }

  .field span {
    color: var(--_muted);
    flex: 0 1 6rem;
  }

  .field select {
    flex: 1 1 9rem;
    max-width: 100%;
    min-width: 0;
  }

  /* Each with its picture above its title, which takes two lines. */
  .series-list {
    display: grid;
    gap: var(--_spacing);
    grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr));
  }

  .series-list button {
    align-items: center;
    display: grid;
    gap: 0.35rem;
    grid-template: 5rem auto / minmax(0, 1fr);
    min-width: 0;
    padding: 0.35rem;
  }

  .series-list canvas {
    background: var(--_stage);
    border-radius: calc(0.5 * var(--_radius));
    height: 5rem;
    object-fit: contain;
  }

  .series-list canvas[width='0'] {
    display: block;
  }

  .series-list .title {
    -webkit-box-orient: vertical;
    display: -webkit-box;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  .plane-name {
    border-inline-start: 3px solid var(--_plane);
    padding-inline-start: 0.4rem;
  }

  .turn svg {
    display: block;
  }

  .plane-switch {
    background: var(--_stage);
    color: var(--_on-stage);
    gap: 2px;
    padding: 2px;
  }

  .plane-switch button {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    padding-inline: 0;
    text-overflow: ellipsis;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_spacing);
  }

  .keys {
    display: grid;
    gap: 0.35rem 1rem;
    grid-template-columns: auto minmax(0, 1fr);
    margin: 0;
  }

  .keys dt {
    color: var(--_muted);
  }

  .keys dd {
    margin: 0;
  }

  /* Above the buttons that open them. */
  .bar ~ .panel:is([data-panel='series'], [data-panel='speed']) {
    inset-inline: 4px auto;
  }

  /* A sheet above the places. */
  .phone ~ .panel {
    bottom: calc(var(--_below, 0px) + var(--_row) + 4px);
    inset-inline: 0;
    max-height: 45%;
    max-width: none;
  }

  .slices {
    align-items: center;
    background: var(--_stage);
    color: var(--_on-stage);
    color-scheme: dark;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
    padding-block: 6px;
    width: 1.75rem;
  }

  .slices .slider {
    display: block;
    height: 100%;
  }

  .slices .slider span,
  .slices .slider output {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    width: 1px;
  }

  .slices .slider {
    position: relative;
  }

  /* As long as the way of the thumb's middle. */
  .slices .ticks {
    height: calc(100% - 16px);
    inset: 8px 1px auto auto;
    overflow: visible;
    pointer-events: none;
    position: absolute;
    width: 4px;
  }

  .ticks path {
    stroke: currentcolor;
    vector-effect: non-scaling-stroke;
  }

  .clip .slices .ticks {
    display: none;
  }

  .slices input {
    direction: ltr;
    height: 100%;
    width: 1.75rem;
    writing-mode: vertical-lr;
  }

  /* Of a clip, as a video's. */
  .clip .slices {
    padding: 0 var(--_spacing);
    width: auto;
  }

  .clip .slices .slider {
    align-items: center;
    display: grid;
    gap: var(--_spacing);
    grid-template-columns: minmax(0, 1fr) 6rem;
    height: 1.75rem;
  }

  .clip .slices .slider output {
    clip-path: none;
    height: auto;
    position: static;
    text-align: end;
    width: auto;
  }

  .clip .slices input {
    height: auto;
    width: 100%;
    writing-mode: horizontal-tb;
  }

  /* Beside the button in the corner. */
  .screen:has(+ .controls > .corner) .slices {
    padding-block-end: 3.25rem;
  }

  .screen:has(+ .controls > .corner) .corners .bottom.end {
    inset-inline-end: 3.5rem;
  }

  @media (pointer: coarse) {
    .toolbar button {
      height: 100%;
      min-width: 44px;
    }

    .places button {
      min-width: 0;
    }

    .panel input[type='range'],
    .scrubber input {
      min-height: 44px;
    }

    .plane-switch button {
      min-height: 2.75rem;
    }

    .slices,
    .slices input {
      width: 2.75rem;
    }
  }

  /* On a whole screen, the image takes all that the bar leaves. */
  :host(:fullscreen) .stage {
    aspect-ratio: auto;
    max-height: none;
  }

  @media print {
    .slices {
      display: none;
    }
  }
`;
