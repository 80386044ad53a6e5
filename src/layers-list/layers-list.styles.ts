/** The list of layers; plain text, for this bundle has no Lit. */
export const styles = `
  .layer {
    display: grid;
    gap: var(--_spacing);
  }

  * + .layer {
    border-block-start: 1px solid var(--_line);
    padding-block-start: var(--_spacing);
  }

  .layer .head,
  .segments li {
    align-items: center;
    display: flex;
    gap: var(--_spacing);
    min-width: 0;
  }

  .layer bdi {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .layer .head bdi {
    font-weight: 600;
  }

  .layer small {
    color: var(--_muted);
    font-size: inherit;
  }

  .layer summary {
    cursor: pointer;
    padding-block: 0.3rem;
  }

  .segments {
    display: grid;
    gap: 2px;
    list-style: none;
    margin: 0;
    padding: 0;
  }

  .layer .icon {
    align-items: center;
    background: none;
    border-color: transparent;
    color: inherit;
    display: inline-flex;
    flex: none;
    forced-color-adjust: auto;
    justify-content: center;
    min-width: 2rem;
    padding: 0.2rem;
  }

  .layer .icon:hover {
    border-color: currentcolor;
  }

  .layer .icon[aria-pressed='false'] {
    color: var(--_muted);
  }

  .layer input[type='color'] {
    background: none;
    border: 0;
    cursor: pointer;
    flex: none;
    height: 1.75rem;
    padding: 0;
    width: 1.75rem;
  }

  .layer .field input {
    font: inherit;
    max-width: 8rem;
    min-width: 0;
  }

  @media (pointer: coarse) {
    .layer .field input {
      min-height: 44px;
    }

    .layer .icon {
      min-width: 44px;
    }

    .layer input[type='color'] {
      height: 44px;
      width: 44px;
    }

    .layer summary {
      padding-block: 0.8rem;
    }
  }
`;
