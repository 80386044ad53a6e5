import { css } from 'lit';

/** An image with the layers above it. */
export const paneStyles = css`
  /* An image with the layers above it. */
  .pane {
    container-type: size;
    display: grid;
    min-height: 0;
    min-width: 0;
    overflow: hidden;
    place-content: center;
    position: relative;
  }

  /* A pane, and the slider of its frames beside it; that of a clip is below. */
  .cell {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
    min-height: 0;
    min-width: 0;
  }

  .cell.clip {
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
  }

  .cell[hidden],
  .maximized .cell:not(.active) {
    display: none;
  }

  /* In the colour of the plane, brighter where the keys are. */
  .planes .cell {
    border-block-start: 2px solid color-mix(in srgb, var(--_plane) 55%, #000);
  }

  .planes .cell:focus-within {
    border-color: var(--_plane);
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

  /* As large as fits the pane; of three planes all by one scale. Then moved, enlarged, turned and mirrored. */
  .picture {
    --_scale: min(100cqw / var(--_wide, 1), 100cqh / var(--_high, 1));

    display: grid;
    height: calc(var(--_scale) * var(--_height, 1));
    transform: scaleX(var(--_mirror, 1)) rotate(var(--_rotation, 0deg)) scale(var(--_zoom, 1))
      translate(var(--_right, 0%), var(--_down, 0%));
    width: calc(var(--_scale) * var(--_width, 1));
  }

  .turned .picture {
    --_scale: min(100cqw / var(--_high, 1), 100cqh / var(--_wide, 1));
  }

  canvas,
  .picture > svg {
    display: block;
    grid-area: 1 / 1;
    height: 100%;
    width: 100%;
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

  /* At the edges of what is seen of the image. */
  .letters {
    --_scale: min(100cqw / var(--_wide, 1), 100cqh / var(--_high, 1));
    --_seen-width: var(--_width, 1);
    --_seen-height: var(--_height, 1);

    height: min(100cqh, calc(var(--_scale) * var(--_seen-height) * var(--_zoom, 1)));
    inset: 0;
    margin: auto;
    pointer-events: none;
    position: absolute;
    width: min(100cqw, calc(var(--_scale) * var(--_seen-width) * var(--_zoom, 1)));
  }

  .turned .letters {
    --_scale: min(100cqw / var(--_high, 1), 100cqh / var(--_wide, 1));
    --_seen-width: var(--_height, 1);
    --_seen-height: var(--_width, 1);
  }

  /* Legible on any gray. */
  .letters span {
    color: var(--_on-stage);
    font-weight: 600;
    forced-color-adjust: none;
    paint-order: stroke;
    position: absolute;
    -webkit-text-stroke: 3px var(--_halo);
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
    inset-inline: 0;
    text-align: center;
    top: 0.2rem;
  }

  .letters .bottom {
    bottom: 0.2rem;
    inset-inline: 0;
    text-align: center;
  }

  /* In a narrow pane above the texts of the corners. */
  @container (width < 16rem) {
    .letters .bottom {
      bottom: 1.4rem;
    }
  }
`;
