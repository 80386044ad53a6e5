import { css } from 'lit';

/** The stage with its panes, and the info panel beside it. */
export const stageStyles = css`
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
    position: relative;
    user-select: none;
    width: 100%;
  }

  /* Above the panes, in two tones: it is seen on any gray. */
  .stage:focus-visible,
  .pane:focus-visible {
    outline: none;
  }

  .stage:focus-visible::after,
  .pane:focus-visible::after {
    border: 2px solid #fff;
    content: '';
    inset: 0;
    outline: 2px solid #000;
    outline-offset: -4px;
    pointer-events: none;
    position: absolute;
  }

  /* On a focused image a finger drags; before that, it scrolls the page. */
  .stage:focus,
  .stage:has(.pane:focus) {
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

  /* Chooses which of three planes a phone shows. */
  .plane-switch {
    display: none;
  }

  @container (width < 56rem) {
    .planes:not(.maximized) {
      aspect-ratio: 1;
      grid-template: repeat(2, minmax(0, 1fr)) / repeat(2, minmax(0, 1fr));
    }
  }

  /* Where there is no space beside the image, the info panel is below it. */
  @container (width < 36rem) {
    .planes:not(.maximized) {
      aspect-ratio: 1 / 2;
      grid-template: repeat(3, minmax(0, 1fr)) / minmax(0, 1fr);
    }

    :host([controls]) .planes {
      aspect-ratio: 1;
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }

    :host([controls]) .planes .cell:not(.active) {
      display: none;
    }

    .plane-switch {
      display: flex;
    }

    .screen {
      grid-auto-flow: row;
      grid-auto-rows: minmax(0, 12rem);
    }
  }
`;
