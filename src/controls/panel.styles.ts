/** The panels that the bar's buttons open, and what is in them. */
export const panelStyles = /* css */ `
  .panel {
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    bottom: calc(var(--_below, 0px) + var(--_bar) + 4px);
    box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
    display: grid;
    gap: var(--_spacing);
    grid-template-columns: minmax(0, 1fr);
    inset-inline: auto 4px;
    max-height: min(24rem, 100% - var(--_below, 0px) - var(--_bar) - 8px);
    min-width: min(20rem, calc(100% - 8px));
    max-width: calc(100% - 8px);
    overflow: auto;
    padding: calc(1.5 * var(--_spacing));
    position: absolute;
    z-index: 2;
  }

  /* A label with its list, which is below it where there is no room beside. */
  .field {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_spacing)) calc(1.5 * var(--_spacing));
  }

  .field span {
    color: var(--_muted);
    flex: 0 1 6rem;
  }

  .field select {
    flex: 1 1 9rem;
    max-width: 100%;
    min-width: 0;
  }

  /* Each with its picture above its title, which takes two lines. */
  .series-list {
    display: grid;
    gap: var(--_spacing);
    grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr));
  }

  .series-list button {
    align-items: center;
    display: grid;
    gap: 0.35rem;
    grid-template: 5rem auto / minmax(0, 1fr);
    min-width: 0;
    padding: 0.35rem;
  }

  .series-list canvas {
    background: var(--_stage);
    border-radius: calc(0.5 * var(--_radius));
    height: 5rem;
    object-fit: contain;
  }

  .series-list canvas[width='0'] {
    display: block;
  }

  .series-list .title {
    -webkit-box-orient: vertical;
    display: -webkit-box;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  /* At the start of the image, which leaves it room and stays as high as it is without. */
  .strip {
    background: var(--_surface);
    border-inline-end: 1px solid var(--_line);
    inset-block: 0 calc(var(--_below, 0px) + var(--_bar));
    inset-inline-start: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: var(--_spacing);
    position: absolute;
    width: 9rem;
  }

  .screen:has(~ .controls > .strip) {
    --_strip: 9rem; /* see stage.styles.ts */

    padding-inline-start: var(--_strip);
  }

  .plane-name {
    border-inline-start: 3px solid var(--_plane);
    padding-inline-start: 0.4rem;
  }

  .turn svg {
    display: block;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_spacing);
  }

  .keys {
    display: grid;
    gap: 0.35rem 1rem;
    grid-template-columns: auto minmax(0, 1fr);
    margin: 0;
  }

  .keys dt {
    color: var(--_muted);
  }

  .keys dd {
    margin: 0;
  }

  /* Above the button that opened it: layout.ts says where it begins. */
  .bar ~ .panel {
    inset-inline: var(--_start, 4px) auto;
    max-width: calc(100% - var(--_start, 4px) - 4px);
    width: max-content;
  }

  /* A sheet above the places. */
  .phone ~ .panel {
    bottom: calc(var(--_below, 0px) + var(--_row) + 4px);
    inset-inline: 0;
    max-height: 45%;
    max-width: none;
  }

  @media (pointer: coarse) {
    .panel input[type='range'] {
      min-height: 44px;
    }
  }
`;
