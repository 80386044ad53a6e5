import { css } from 'lit';

/** The info panel. */
export const infoStyles = css`
  .info {
    border: solid var(--_line);
    border-width: 0 0 0 1px;
    contain: size;
    overflow: auto;
    overscroll-behavior: contain;
    padding: calc(2 * var(--_spacing));
  }

  .info h2 {
    color: var(--_muted);
    font-size: 0.75rem;
    letter-spacing: 0.06em;
    margin: 1rem 0 0.25rem;
    text-transform: uppercase;
  }

  .info h2:first-child {
    margin-top: 0;
  }

  dl {
    display: grid;
    gap: 0.15rem 0.75rem;
    grid-template-columns: minmax(4.5rem, auto) minmax(0, 1fr);
    margin: 0;
  }

  dt {
    color: var(--_muted);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  @container (width < 36rem) {
    .info {
      border-width: 1px 0 0;
    }
  }
`;
