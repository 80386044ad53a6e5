import { css } from 'lit';

export const styles = css`
  :host {
    --_stage: var(--dicom-viewer-stage, #000);
    --_on-stage: var(--dicom-viewer-on-stage, #f2f4f7);
    --_surface: var(--dicom-viewer-surface, #fff);
    --_text: var(--dicom-viewer-text, #1c2330);
    --_muted: var(--dicom-viewer-muted, #5a6478);
    --_line: var(--dicom-viewer-line, #d5dae3);
    --_accent: var(--dicom-viewer-accent, #0b62c4);
    --_radius: var(--dicom-viewer-radius, 8px);
    --_spacing: var(--dicom-viewer-spacing, 0.5rem);

    /* What the element is as wide as where its container doesn't say, as in a flex row. */
    contain-intrinsic-inline-size: 20rem;
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    position: relative;
    overflow: hidden;
    box-sizing: border-box;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: 0.875rem/1.4 var(--dicom-viewer-font, system-ui, sans-serif);
  }

  :host([hidden]) {
    display: none;
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --_surface: var(--dicom-viewer-surface, #16181d);
      --_text: var(--dicom-viewer-text, #e6e9ef);
      --_muted: var(--dicom-viewer-muted, #a2abbb);
      --_line: var(--dicom-viewer-line, #363b46);
      --_accent: var(--dicom-viewer-accent, #6cb1ff);
    }
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .screen {
    display: grid;
    flex: 1 1 auto;
    grid-auto-columns: minmax(0, 18rem);
    grid-auto-flow: column;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
  }

  /* As wide as the element and as high as the image then is, unless the page sets a height. */
  .stage {
    align-self: stretch;
    aspect-ratio: var(--_ratio, 4 / 3);
    background: var(--_stage);
    cursor: crosshair;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    max-height: var(--dicom-viewer-max-height, 85vh);
    min-height: min(var(--dicom-viewer-min-height, 12rem), 100%);
    outline-offset: -3px;
    position: relative;
    user-select: none;
    width: 100%;
  }

  /* A focused image takes the finger; before that, the finger scrolls the page. */
  .stage:focus {
    touch-action: none;
  }

  /* An image with what lies above it. */
  .pane {
    container-type: size;
    display: grid;
    min-height: 0;
    min-width: 0;
    place-content: center;
    position: relative;
  }

  .pane[hidden] {
    display: none;
  }

  .planes {
    aspect-ratio: 3;
    gap: 2px;
    grid-template: minmax(0, 1fr) / repeat(3, minmax(0, 1fr));
  }

  canvas,
  .crosshair {
    display: block;
    grid-area: 1 / 1;
    height: calc(min(100cqw, 100cqh * var(--_ratio, 1)) / var(--_ratio, 1));
    width: min(100cqw, 100cqh * var(--_ratio, 1));
  }

  canvas[hidden],
  canvas[width='0'] {
    display: none;
  }

  canvas[part='overlay'] {
    pointer-events: none;
  }

  :host([interpolation='pixelated']) canvas {
    image-rendering: pixelated;
  }

  .crosshair {
    pointer-events: none;
    touch-action: none;
  }

  .crosshair line {
    stroke: var(--_plane);
    stroke-width: 1px;
    vector-effect: non-scaling-stroke;
  }

  .crosshair .handle {
    stroke-linecap: round;
    stroke-width: 9px;
  }

  .crosshair .grasp {
    cursor: move;
    pointer-events: stroke;
    stroke: transparent;
    stroke-width: 15px;
  }

  /* As large as a finger needs (WCAG 2.2, 2.5.8). */
  .crosshair .grasp.handle {
    cursor: grab;
    stroke-width: 24px;
  }

  .axial {
    --_plane: var(--dicom-viewer-axial, #ff7a6b);
  }

  .coronal {
    --_plane: var(--dicom-viewer-coronal, #58d68d);
  }

  .sagittal {
    --_plane: var(--dicom-viewer-sagittal, #62b5ff);
  }

  .letters span {
    color: var(--_on-stage);
    font-weight: 600;
    pointer-events: none;
    position: absolute;
    text-shadow: 0 0 3px #000;
  }

  .letters .left {
    left: 0.4rem;
    top: calc(50% - 0.7em);
  }

  .letters .right {
    right: 0.4rem;
    top: calc(50% - 0.7em);
  }

  .letters .top {
    left: 0;
    right: 0;
    text-align: center;
    top: 0.2rem;
  }

  .letters .bottom {
    bottom: 0.2rem;
    left: 0;
    right: 0;
    text-align: center;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
  }

  .status {
    align-items: center;
    color: var(--_on-stage);
    display: grid;
    inset: 0;
    justify-items: center;
    padding: 1rem;
    pointer-events: none;
    position: absolute;
    text-align: center;
  }

  .status > * {
    pointer-events: auto;
  }

  .status p {
    margin: 0 0 var(--_spacing);
    overflow-wrap: anywhere;
  }

  .progress {
    align-self: end;
    background: rgb(0 0 0 / 65%);
    border-radius: var(--_radius);
    display: grid;
    gap: 0.25rem;
    max-width: 100%;
    padding: var(--_spacing) calc(2 * var(--_spacing));
    pointer-events: none;
    width: 20rem;
  }

  progress {
    accent-color: var(--_accent);
    width: 100%;
  }

  .error {
    background: rgb(60 8 8 / 92%);
    border: 1px solid #e0675f;
    border-radius: var(--_radius);
    max-height: 100%;
    max-width: 32rem;
    overflow: auto;
    padding: 1rem;
  }

  .warning {
    align-self: start;
    background: #ffd268;
    border-radius: var(--_radius);
    color: #2b2000;
    grid-area: 1 / 1;
    margin-top: 1rem;
    max-height: calc(100% - 1rem);
    max-width: 32rem;
    overflow: auto;
    padding: 0 calc(1.5 * var(--_spacing));
    text-align: start;
  }

  .warning summary {
    cursor: pointer;
    font-weight: 600;
    line-height: 1.75rem;
  }

  .warning ul {
    margin: 0 0 var(--_spacing);
    overflow-wrap: anywhere;
    padding-inline-start: 1rem;
  }

  .drop {
    border: 2px dashed var(--_on-stage);
    border-radius: var(--_radius);
    inset: 0.5rem;
    pointer-events: none;
    position: absolute;
  }

  .controls {
    border-top: 1px solid var(--_line);
    display: grid;
    gap: var(--_spacing);
    padding: var(--_spacing) calc(1.5 * var(--_spacing));
  }

  .slider {
    align-items: center;
    display: grid;
    gap: calc(1.5 * var(--_spacing));
    grid-template-columns: 3.25rem minmax(0, 1fr) minmax(3.75rem, auto);
  }

  .slider span {
    color: var(--_muted);
  }

  .slider output {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  input[type='range'] {
    accent-color: var(--_accent);
    margin: 0;
    width: 100%;
  }

  .toolbar {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_spacing);
  }

  button,
  select {
    background: transparent;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    color: inherit;
    cursor: pointer;
    font: inherit;
    min-height: 2rem;
    padding: 0.2rem 0.7rem;
  }

  select option {
    background: var(--_surface);
    color: var(--_text);
  }

  button:hover,
  select:hover {
    border-color: currentcolor;
  }

  button[aria-pressed='true'] {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_surface);
  }

  /* Room for either word, so that the other tools stay where they are. */
  .play {
    min-width: 4.5rem;
  }

  .status button {
    border-color: currentcolor;
    margin: 0.15rem;
  }

  .info {
    border: solid var(--_line);
    border-width: 0 0 0 1px;
    contain: size;
    overflow: auto;
    overscroll-behavior: contain;
    padding: calc(2 * var(--_spacing));
  }

  .info h2 {
    color: var(--_muted);
    font-size: 0.75rem;
    letter-spacing: 0.06em;
    margin: 1rem 0 0.25rem;
    text-transform: uppercase;
  }

  .info h2:first-child {
    margin-top: 0;
  }

  dl {
    display: grid;
    gap: 0.15rem 0.75rem;
    grid-template-columns: minmax(4.5rem, auto) minmax(0, 1fr);
    margin: 0;
  }

  dt {
    color: var(--_muted);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .announcement {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
    width: 1px;
  }

  /* Where there is no room beside the image, the info panel is below it. */
  @container (width < 36rem) {
    .planes {
      aspect-ratio: 1 / 2;
      grid-template: repeat(3, minmax(0, 1fr)) / minmax(0, 1fr);
    }

    .screen {
      grid-auto-flow: row;
      grid-auto-rows: minmax(0, 12rem);
    }

    .info {
      border-width: 1px 0 0;
    }
  }

  @media (forced-colors: active) {
    :host,
    button[aria-pressed='true'] {
      border: 1px solid;
    }

    button[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    progress {
      animation: none;
    }
  }
`;
