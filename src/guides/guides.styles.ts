/** The crosshair of three planes, each line in the colour of its plane, and what stands in the corners of a pane. */
export const guidesStyles = /* css */ `
  .crosshair {
    pointer-events: none;
  }

  .crosshair line {
    stroke: var(--_plane);
    stroke-width: calc(1px / var(--_zoom, 1));
    vector-effect: non-scaling-stroke;
  }

  .crosshair .handle {
    stroke-linecap: round;
    stroke-width: calc(9px / var(--_zoom, 1));
  }

  .crosshair .grasp {
    cursor: move;
    pointer-events: stroke;
    stroke: transparent;
    stroke-linecap: round;
    stroke-width: calc(15px / var(--_zoom, 1));
  }

  /* As large as a finger needs (WCAG 2.2, 2.5.8). */
  .crosshair .grasp.handle {
    cursor: grab;
    stroke-width: calc(24px / var(--_zoom, 1));
  }

  .crosshair .grasp.middle {
    stroke-width: calc(24px / var(--_zoom, 1));
  }

  @media (pointer: coarse) {
    .crosshair .grasp.handle,
    .crosshair .grasp.middle {
      stroke-width: calc(44px / var(--_zoom, 1));
    }
  }

  .gaps {
    opacity: 0.7;
    pointer-events: none;
  }

  .gaps path {
    stroke: #6b7280;
  }

  /* In the place of a fourth pane, see stage.styles.ts. */
  .crosshair-place {
    align-content: center;
    color: var(--_on-stage);
    display: none;
    font-size: 0.8rem;
    font-variant-numeric: tabular-nums;
    gap: 0.5rem;
    justify-content: center;
    min-height: 0;
    min-width: 0;
    overflow: hidden;
    pointer-events: none;
  }

  .crosshair-place dl {
    display: grid;
    gap: 0.25rem 1rem;
    grid-template-columns: auto auto;
    margin: 0;
  }

  .crosshair-place dt {
    border-inline-start: 3px solid var(--_plane);
    padding-inline-start: 0.4rem;
  }

  .crosshair-place dd {
    margin: 0;
    text-align: end;
  }

  @container (36rem <= width < 56rem) {
    .planes:not(.maximized) > .crosshair-place {
      display: grid;
    }
  }

  .scale-bar {
    display: inline-block;
    text-align: center;
  }

  .scale-bar svg {
    display: block;
  }

  /* In two tones: it is seen on any gray. */
  .scale-bar path {
    fill: none;
    stroke: var(--_halo);
    stroke-width: 4px;
  }

  .scale-bar path + path {
    stroke: currentcolor;
    stroke-width: 1.5px;
  }

  .references {
    pointer-events: none;
  }

  /* Dashes on black: they are seen on any gray. */
  .references line {
    stroke: #000;
    stroke-width: calc(3px / var(--_zoom, 1));
    vector-effect: non-scaling-stroke;
  }

  .references line + line {
    stroke: var(--_plane, var(--_on-stage));
    stroke-dasharray: calc(6px / var(--_zoom, 1)) calc(5px / var(--_zoom, 1));
    stroke-width: calc(1.5px / var(--_zoom, 1));
  }

  .references .oblique {
    --_plane: var(--_on-stage);
  }

  .corners {
    color: var(--_on-stage);
    font-size: 0.8rem;
    font-variant-numeric: tabular-nums;
    forced-color-adjust: none;
    inset: 0;
    line-height: 1.3;
    overflow: hidden;
    paint-order: stroke;
    pointer-events: none;
    position: absolute;
    -webkit-text-stroke: 3px var(--_halo);
  }

  .corners > div {
    max-width: 60%;
    overflow-wrap: anywhere;
    position: absolute;
  }

  /* Numbers keep their order on a page from right to left. */
  .corners div {
    text-align: match-parent;
    unicode-bidi: plaintext;
  }

  .corners .top {
    top: 0.3rem;
  }

  .corners .bottom {
    bottom: 0.3rem;
  }

  .corners .start {
    inset-inline-start: 0.45rem;
  }

  .corners .end {
    inset-inline-end: 0.45rem;
    text-align: end;
  }

  /* In a pane as small as this there is room for the number of the slice alone. */
  @container (width < 9rem) {
    .corners .bottom.start,
    .scale-bar {
      display: none;
    }
  }

  .corners .axial,
  .corners .coronal,
  .corners .sagittal {
    color: var(--_plane);
  }
`;
