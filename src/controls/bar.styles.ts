import { css } from 'lit';

/** The bar below the image, the panel above it and the sliders beside the panes. */
export const barStyles = css`
  .toolbar {
    align-items: center;
    display: flex;
    gap: 2px;
    height: 100%;
    overflow: hidden;
    padding: 0 var(--_spacing);
    white-space: nowrap;
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

  .group {
    display: flex;
    gap: 2px;
    height: 100%;
    align-items: center;
  }

  .pointer {
    border-inline-start: 1px solid var(--_line);
    padding-inline-start: 4px;
    margin-inline-start: 2px;
  }

  .end {
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

  .panel {
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    bottom: calc(100% + 4px);
    box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
    display: grid;
    gap: var(--_spacing);
    inset-inline: auto 4px;
    max-height: min(45cqh, 24rem);
    min-width: min(20rem, calc(100% - 8px));
    max-width: calc(100% - 8px);
    overflow: auto;
    padding: calc(1.5 * var(--_spacing));
    position: absolute;
    z-index: 2;
  }

  .field {
    align-items: center;
    display: grid;
    gap: calc(1.5 * var(--_spacing));
    grid-template-columns: 6rem minmax(0, 1fr);
  }

  .field span,
  .hint {
    color: var(--_muted);
  }

  .hint {
    margin: 0;
    max-width: 24rem;
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

  /* What a narrow bar has no room for is in the panel of the last button. */
  .narrow {
    display: none;
  }

  @container (width >= 56rem) {
    .end .word,
    .play .word {
      all: unset;
    }

    /* Wide enough for either word, so that the other tools stay where they are. */
    .play {
      min-width: 5.5rem;
    }
  }

  @container (width < 30rem) {
    .wide {
      display: none !important;
    }

    .narrow {
      display: grid;
      gap: var(--_spacing);
    }
  }

  @container (width < 22rem) {
    .pointer {
      display: none;
    }
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

  @media (pointer: coarse) {
    .toolbar button {
      min-width: 2.75rem;
    }

    .plane-switch button {
      min-height: 2.75rem;
    }

    .slices,
    .slices input {
      width: 2.75rem;
    }
  }
`;
