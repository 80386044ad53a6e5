/** The info panel: a drawer beside the image, or where there is no room, a sheet. Neither moves a button of the bar. */
export const infoStyles = /* css */ `
  .info {
    background: var(--_surface);
    border: solid var(--_line);
    border-width: 1px 0 0;
    display: flex;
    flex: none;
    flex-direction: column;
    height: min(26rem, 45vh);
    min-height: 0;
    min-width: 0;
    order: 2;
  }

  .screen:has(> .info) {
    display: contents;
  }

  .screen:has(> .info) > .stage {
    flex: 1 1 auto;
    min-height: 0;
  }

  .screen:has(> .info) ~ .controls {
    order: 1;
  }

  .screen:has(> .info:not(.inside)) ~ .controls {
    --_below: min(26rem, 45vh);
  }

  /* Where the element's height is given, the image makes room. */
  .screen:has(> .inside) {
    display: grid;
    grid-template: minmax(0, 1fr) 45% / minmax(0, 1fr);
  }

  .screen:has(> .inside) > .stage {
    aspect-ratio: auto;
    min-height: 0;
  }

  .inside {
    height: auto;
  }

  @container (width >= 56rem) {
    .screen:has(> .info:not(.inside)) ~ .controls {
      --_below: 0px;
    }

    .screen:has(> .info) {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr) 22rem;
    }

    .screen:has(> .info)::before {
      grid-area: 1 / 1 / 2 / 3;
    }

    .info {
      border-width: 0;
      border-inline-start-width: 1px;
      contain: size;
      grid-area: 1 / 2;
      height: auto;
    }
  }

  .info-head {
    align-items: center;
    border-bottom: 1px solid var(--_line);
    display: flex;
    flex: none;
    padding-inline-end: 4px;
  }

  [role='tablist'] {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
  }

  .info [role='tab'] {
    border: none;
    border-radius: 0;
    min-height: 2.5rem;
    position: relative;
  }

  .info [role='tab'][aria-selected='true'] {
    font-weight: 600;
  }

  .info [role='tab'][aria-selected='true']::after {
    border-bottom: 3px solid var(--_accent);
    bottom: 0;
    content: '';
    inset-inline: 0.5rem;
    position: absolute;
  }

  .info [role='tab']:focus-visible {
    outline-offset: -2px;
  }

  .info button svg,
  .info a svg {
    display: block;
    height: 1.1rem;
    width: 1.1rem;
  }

  .info .close {
    border-color: transparent;
    padding: 0.2rem 0.5rem;
  }

  .summary {
    display: grid;
    gap: 0 0.75rem;
    grid-auto-rows: min-content;
    grid-template-columns: minmax(4.5rem, max-content) minmax(0, 1fr);
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: calc(2 * var(--_spacing));
  }

  .summary:focus-visible {
    outline-offset: -2px;
  }

  .info [hidden] {
    display: none;
  }

  .summary > * {
    grid-column: 1 / -1;
    min-width: 0;
  }

  .info h2 {
    color: var(--_muted);
    font-size: 0.75rem;
    letter-spacing: 0.06em;
    margin: 1rem 0 0.25rem;
    text-transform: uppercase;
  }

  .info .mark-list:empty + h2,
  .info h2:first-child {
    margin-top: 0;
  }

  .summary > ul {
    margin: 0 0 0.5rem;
    padding-inline-start: 1.2rem;
  }

  .summary > button {
    justify-self: start;
  }

  /* One column of labels for all sections. */
  dl {
    display: grid;
    gap: 0.15rem 0.75rem;
    grid-template-columns: subgrid;
    margin: 0;
  }

  dt {
    color: var(--_muted);
    max-width: 8rem;
    overflow-wrap: anywhere;
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .copy {
    border-color: transparent;
    line-height: 1;
    min-height: 1.6rem;
    min-width: 1.6rem;
    padding: 0.2rem;
    vertical-align: middle;
  }

  .copy svg + svg,
  .copied svg {
    display: none !important;
  }

  .copied svg + svg {
    display: block !important;
  }

  @media (pointer: coarse) {
    .info button,
    .info input {
      min-height: 44px;
      min-width: 44px;
    }

    /* In a line of text. */
    .info .copy {
      margin-block: calc((1.6rem - 44px) / 2);
    }
  }
`;
