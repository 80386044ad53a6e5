import { css } from 'lit';

/** The stage with its panes. */
export const stageStyles = css`
  .screen {
    display: grid;
    flex: 1 1 auto;
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
    position: relative;
    user-select: none;
    width: 100%;
  }

  /* Above the panes, in two tones: it is seen on any gray. */
  .stage:focus-visible {
    outline: none;
  }

  .stage:focus-visible::after {
    border: 2px solid #fff;
    content: '';
    inset: 0;
    outline: 2px solid #000;
    outline-offset: -4px;
    pointer-events: none;
    position: absolute;
  }

  /* On a focused image a finger drags; before that, it scrolls the page. */
  .stage:focus {
    touch-action: none;
  }

  .planes.maximized {
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }

  .planes:not(.maximized) {
    aspect-ratio: 3;
    gap: 2px;
    grid-template: minmax(0, 1fr) / repeat(3, minmax(0, 1fr));
  }

  @container (width < 36rem) {
    .planes:not(.maximized) {
      aspect-ratio: 1 / 2;
      grid-template: repeat(3, minmax(0, 1fr)) / minmax(0, 1fr);
    }
  }
`;
