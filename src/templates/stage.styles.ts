import { css } from 'lit';

/** The stage with its panes. */
export const stageStyles = css`
  .screen {
    display: grid;
    flex: 1 1 auto;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
  }

  /* The least height, unless the page sets one of the element. */
  .screen::before {
    content: '';
    grid-area: 1 / 1;
    height: var(--dicom-viewer-min-height, 0px);
    max-height: 100%;
  }

  /* As wide as the element and as high as the image then is, unless the page sets a height. */
  .stage {
    align-self: stretch;
    aspect-ratio: var(--_ratio, 4 / 3);
    background: var(--_stage);
    cursor: crosshair;
    display: grid;
    grid-area: 1 / 1;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    max-height: var(--dicom-viewer-max-height, 85vh);
    min-height: 100%; /* of a height that the page sets, however great */
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

  /* After a tap a finger drags on the image; before that, it scrolls the page. */
  .stage.held {
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

  /* The planes keep their order on a page from right to left. */
  .planes:dir(rtl) {
    direction: ltr;
  }

  .planes:dir(rtl) > * {
    direction: rtl;
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

  /* As high as the image is without what stands beside it: the list of series, the info panel. */
  @container (width >= 56rem) {
    .screen:is(:has(> .info), :has(~ .controls > .strip))::before {
      aspect-ratio: var(--_ratio, 4 / 3);
      height: auto;
      max-height: var(--dicom-viewer-max-height, 85vh);
      min-height: min(var(--dicom-viewer-min-height, 0px), 100%);
      pointer-events: none;
      width: calc(100% + var(--_strip, 0px));
    }

    .screen:is(:has(> .info), :has(~ .controls > .strip)):has(> .planes:not(.maximized))::before {
      aspect-ratio: 3;
    }

    .screen:is(:has(> .info), :has(~ .controls > .strip)) > .stage {
      aspect-ratio: auto;
    }
  }

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
  }
`;
