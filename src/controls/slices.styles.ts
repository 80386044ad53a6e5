/** The slider beside a pane; below it where the frames are a clip's. */
export const slicesStyles = /* css */ `
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

  /* As high as the pane, and never what makes it higher. */
  .cell:not(.clip) > .slices {
    contain: size;
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
    .slices,
    .slices input {
      width: 2.75rem;
    }
  }

  @media print {
    .slices {
      display: none;
    }
  }
`;
