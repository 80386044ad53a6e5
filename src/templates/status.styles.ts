import { css } from 'lit';

/** Messages above the image: progress, errors, the invitation, the frame of a drop. */
export const statusStyles = css`
  .status {
    align-items: center;
    color: var(--_on-stage);
    display: grid;
    inset: 0;
    justify-items: center;
    padding: 1rem;
    pointer-events: none;
    position: absolute;
    text-align: center;
  }

  /* None moves another. */
  .status > * {
    grid-area: 1 / 1;
    pointer-events: auto;
  }

  .status p {
    margin: 0 0 var(--_spacing);
    overflow-wrap: anywhere;
  }

  .progress {
    align-self: end;
    background: rgb(0 0 0 / 65%);
    border-radius: var(--_radius);
    display: grid;
    gap: 0.25rem;
    max-width: 100%;
    padding: var(--_spacing) calc(2 * var(--_spacing));
    pointer-events: none;
    width: 20rem;
  }

  progress {
    accent-color: var(--_accent);
    width: 100%;
  }

  .error {
    background: rgb(60 8 8 / 92%);
    border: 1px solid #e0675f;
    border-radius: var(--_radius);
    max-height: 100%;
    max-width: 32rem;
    overflow: auto;
    padding: 1rem;
  }

  /* Over what was there before. */
  .notice {
    align-self: end;
    max-height: 60%;
    padding: var(--_spacing) 1rem;
  }

  .error.no-image {
    background: rgb(22 26 34 / 92%);
    border-color: #8a93a3;
  }

  .drop {
    align-content: center;
    background: rgb(0 0 0 / 65%);
    font-weight: 600;
    border: 2px dashed var(--_on-stage);
    border-radius: var(--_radius);
    inset: 0.5rem;
    pointer-events: none;
    position: absolute;
  }

  .status button {
    border-color: currentcolor;
    margin: 0.15rem;
  }

  /* The values of a drag, and what gives touch back to the page. */
  .readout,
  .done {
    background: rgb(0 0 0 / 80%);
    border-radius: 999px;
    color: #fff;
    font-variant-numeric: tabular-nums;
    padding: 0.2rem 0.7rem;
    pointer-events: none;
    position: absolute;
    white-space: nowrap;
    z-index: 1;
  }

  .done {
    border: 1px solid #fff;
    bottom: 6px;
    inset-inline-end: 18%;
    min-height: 44px;
    min-width: 44px;
    pointer-events: auto;
  }

  @media (prefers-reduced-motion: reduce) {
    progress {
      animation: none;
    }
  }
`;
