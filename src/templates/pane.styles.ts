import { css } from 'lit';

/** An image with the layers above it. */
export const paneStyles = css`
  /* An image with the layers above it. */
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
`;
