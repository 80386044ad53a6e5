import { css } from 'lit';

/** The controls below the image. */
export const controlsStyles = css`
  .controls {
    border-top: 1px solid var(--_line);
    display: grid;
    gap: var(--_spacing);
    padding: var(--_spacing) calc(1.5 * var(--_spacing));
  }

  .toolbar {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_spacing);
  }

  /* Wide enough for either word, so that the other tools stay where they are. */
  .play {
    min-width: 4.5rem;
  }
`;
