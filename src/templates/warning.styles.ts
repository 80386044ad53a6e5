import { css } from 'lit';

/** The chip over the image that warns of missing files and the like. */
export const warningStyles = css`
  .warning {
    align-self: start;
    background: #ffd268;
    border-radius: var(--_radius);
    color: #2b2000;
    grid-area: 1 / 1;
    margin-top: 1rem;
    max-height: calc(100% - 1rem);
    max-width: 32rem;
    overflow: auto;
    padding: 0 calc(1.5 * var(--_spacing));
    text-align: start;
  }

  .warning summary {
    cursor: pointer;
    font-weight: 600;
    line-height: 1.75rem;
  }

  @media (pointer: coarse) {
    .warning summary {
      line-height: 44px;
    }
  }

  /* Inside of the chip, which scrolls, and in its own colour: the accent is too pale on it. */
  .warning :focus-visible {
    outline-color: currentColor;
    outline-offset: -2px;
  }

  .warning ul {
    margin: 0 0 var(--_spacing);
    overflow-wrap: anywhere;
    padding-inline-start: 1rem;
  }
`;
