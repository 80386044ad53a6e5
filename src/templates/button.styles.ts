import { css } from 'lit';

/** Buttons and lists. */
export const buttonStyles = css`
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

  /* As large as a finger needs. */
  @media (pointer: coarse) {
    button,
    select {
      min-height: 44px;
      min-width: 44px;
    }
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
