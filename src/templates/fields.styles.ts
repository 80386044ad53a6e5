import { css } from 'lit';

/** The fields of which controls are made. */
export const fieldsStyles = css`
  .slider {
    align-items: center;
    display: grid;
    gap: calc(1.5 * var(--_spacing));
    grid-template-columns: 3.25rem minmax(0, 1fr) minmax(3.75rem, auto);
  }

  .slider span {
    color: var(--_muted);
  }

  .slider output {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  input[type='range'] {
    accent-color: var(--_accent);
    margin: 0;
    width: 100%;
  }

  button,
  select {
    background: transparent;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    color: inherit;
    cursor: pointer;
    font: inherit;
    min-height: 2rem;
    padding: 0.2rem 0.7rem;
  }

  select option {
    background: var(--_surface);
    color: var(--_text);
  }

  button:hover,
  select:hover {
    border-color: currentcolor;
  }

  button[aria-pressed='true'] {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_surface);
  }

  @media (forced-colors: active) {
    button[aria-pressed='true'] {
      background: Highlight;
      border: 1px solid;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
