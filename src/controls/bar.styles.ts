/** The bar below the image, and what a phone has instead of it. */
export const barStyles = /* css */ `
  /* In the room below the image, which host.styles.ts keeps; below that there may be a sheet, see info.styles.ts. */
  .toolbar {
    align-items: center;
    background: var(--_surface);
    border-top: 1px solid var(--_line);
    bottom: var(--_below, 0px);
    display: flex;
    gap: 2px;
    height: var(--_bar);
    inset-inline: 0;
    line-height: 1.1;
    overflow: hidden;
    padding: 0 var(--_spacing);
    position: absolute;
    white-space: nowrap;
  }

  .toolbar[hidden] {
    display: none;
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

  .toolbar :focus-visible {
    outline-offset: -2px;
  }

  .group {
    display: flex;
    flex: none;
    gap: 2px;
    height: 100%;
    align-items: center;
  }

  .pointer {
    border-inline-start: 1px solid var(--_line);
    padding-inline-start: 4px;
    margin-inline-start: 2px;
  }

  .pointer:first-child {
    border: 0;
    margin: 0;
    padding: 0;
  }

  .toolbar .end {
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

  .panel .word,
  [data-words='all'] .word,
  [data-words='some'] :is(.end, .play) .word {
    all: unset;
  }

  .panel .play {
    align-items: center;
    display: flex;
    gap: 0.35rem;
  }

  /* Wide enough for either word, so that the other tools stay where they are. */
  :is([data-words='all'], [data-words='some']) .play {
    min-width: 5.5rem;
  }

  /* What the bar has no room for is in the panel of its last button. */
  [data-without~='measure'] > .measure,
  [data-without~='layers'] > .layers,
  [data-without~='layout'] > .layout,
  [data-without~='speed'] > .speed,
  [data-without~='full-screen'] .full-screen,
  [data-without~='info'] .info-toggle,
  [data-without~='invert'] > .invert,
  [data-without~='pointer'] > .pointer,
  [data-without~='series'] > .series,
  .spare {
    display: none;
  }

  .toolbar:not(.bar) ~ .panel .spare:is(.full-screen, .info-toggle, .invert, .reset),
  [data-without~='full-screen'] ~ .panel .full-screen,
  [data-without~='info'] ~ .panel .info-toggle,
  [data-without~='invert'] ~ .panel .invert {
    display: revert;
  }

  [data-without~='measure'] ~ .panel .measure,
  [data-without~='layers'] ~ .panel .layers,
  [data-without~='layout'] ~ .panel .layout,
  [data-without~='speed'] ~ .panel .speed,
  .toolbar:not(.bar) ~ .panel .speed,
  [data-without~='pointer'] ~ .panel .pointer,
  [data-without~='series'] ~ .panel .series {
    border: 0;
    display: grid;
    gap: var(--_spacing);
    margin: 0;
    padding: 0;
  }

  /* On a low element one button, over its corner. */
  .toolbar.corner {
    border: 1px solid var(--_line);
    border-end-end-radius: var(--_radius);
    border-start-start-radius: var(--_radius);
    height: calc(var(--_row) + 2px);
    inset-inline-start: auto;
    padding: 0 3px;
  }

  .corner ~ .panel {
    bottom: calc(var(--_below, 0px) + var(--_row) + 6px);
    max-height: calc(100% - var(--_below, 0px) - var(--_row) - 10px);
  }

  .toolbar.phone {
    align-items: stretch;
    flex-direction: column;
    gap: 0;
    padding: 0;
  }

  .scrubber,
  .places {
    align-items: center;
    display: flex;
    flex: 1 1 0;
    min-height: 0;
  }

  .phone:not(:has(.scrubber)) ~ .panel {
    bottom: calc(var(--_below, 0px) + var(--_bar) + 4px);
  }

  .scrubber {
    padding-inline: var(--_spacing);
  }

  .scrubber .slider {
    flex: 1;
    grid-template-columns: minmax(0, 1fr) 6rem;
  }

  .scrubber .slider span {
    clip-path: inset(50%);
    position: absolute;
  }

  /* The number stands on the image too. */
  @container (width < 16rem) {
    .scrubber .slider {
      grid-template-columns: minmax(0, 1fr);
    }

    .scrubber output {
      clip-path: inset(50%);
      position: absolute;
    }
  }

  .places button {
    flex: 1 1 0;
    flex-direction: column;
    font-size: 0.7rem;
    gap: 1px;
    height: 100%;
    min-width: 0;
    padding: 0 1px;
  }

  @container (width >= 16rem) {
    .places .word {
      all: unset;
      line-height: 1.3;
      max-width: 100%;
      overflow: hidden;
      text-overflow: ellipsis;
    }
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

  /* On a whole screen, the image takes all that the bar leaves. */
  :host(:fullscreen) .stage {
    aspect-ratio: auto;
    max-height: none;
  }

  @media (pointer: coarse) {
    .toolbar button {
      height: 100%;
      min-width: 44px;
    }

    .places button {
      min-width: 0;
    }

    .scrubber input {
      min-height: 44px;
    }

    .plane-switch button {
      min-height: 2.75rem;
    }
  }
`;
