/** A pipeline's controls and its results. */
export const pipelinePanelStyles = /* css */ `
  .pipeline {
    flex: 1 1 0;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: calc(2 * var(--_spacing));
  }

  .pipeline:focus-visible {
    outline-offset: -2px;
  }

  .sections {
    display: grid;
    gap: calc(1.5 * var(--_spacing));
    grid-template-columns: minmax(0, 1fr);
  }

  .sections > * {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .info .sections h2 {
    color: inherit;
    font-size: 1rem;
    letter-spacing: 0;
    margin: 0;
    text-transform: none;
  }

  /* One below the other in a drawer, beside each other in a sheet. */
  .parameters {
    display: grid;
    gap: calc(1.5 * var(--_spacing)) calc(3 * var(--_spacing));
    grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
  }

  .parameters:empty {
    display: none;
  }

  /* The label and the value, and the track below them. */
  .parameter {
    align-items: baseline;
    display: grid;
    gap: 0 var(--_spacing);
    grid-template-columns: minmax(0, 1fr) auto;
  }

  .parameter > :is(input, select, .entry) {
    grid-column: 1 / -1;
  }

  .parameter .value {
    font-variant-numeric: tabular-nums;
  }

  .parameter [type='range'] {
    min-height: 1.75rem;
  }

  .entry {
    align-items: center;
    display: flex;
    gap: var(--_spacing);
  }

  .entry > :is(input, select) {
    flex: 1 1 0;
    min-width: 0;
  }

  .entry > input {
    background: transparent;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    color: inherit;
    font: inherit;
    min-height: 2rem;
    padding: 0.2rem 0.5rem;
  }

  .switch {
    align-items: center;
    gap: var(--_spacing);
    grid-template-columns: auto minmax(0, 1fr);
    min-height: 2rem;
  }

  .parameter.switch > input {
    accent-color: var(--_accent);
    grid-column: auto;
    height: 1.1rem;
    margin: 0;
    width: 1.1rem;
  }

  /* A finger has the whole row. */
  @media (pointer: coarse) {
    .switch {
      min-height: 44px;
    }

    .info .switch > input {
      min-height: 0;
      min-width: 0;
    }
  }

  .run {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_spacing);
  }

  .run button[aria-disabled='true'] {
    border-color: var(--_line);
    color: var(--_muted);
    cursor: default;
    opacity: 0.7;
  }

  .run span {
    color: var(--_muted);
  }

  .failure {
    border-inline-start: 3px solid light-dark(#b3261e, #ff8a80);
    padding-inline-start: var(--_spacing);
    white-space: pre-wrap;
  }

  .failure:empty {
    display: none;
  }
`;
