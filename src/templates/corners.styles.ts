import { css } from 'lit';

/** Text in the corners of a pane, legible on any gray. */
export const cornersStyles = css`
  .corners {
    color: var(--_on-stage);
    font-size: 0.8rem;
    font-variant-numeric: tabular-nums;
    inset: 0;
    line-height: 1.3;
    overflow: hidden;
    paint-order: stroke;
    pointer-events: none;
    position: absolute;
    -webkit-text-stroke: 3px #000;
  }

  .corners > div {
    max-width: 60%;
    overflow-wrap: anywhere;
    position: absolute;
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

  .corners .axial,
  .corners .coronal,
  .corners .sagittal {
    color: var(--_plane);
  }
`;
