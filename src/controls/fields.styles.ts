/** The fields of which controls are made. Numbers have a column of one width, so that no track changes its length. */
export const fieldsStyles = /* css */ `
  .slider {
    align-items: center;
    display: grid;
    gap: calc(1.5 * var(--_spacing));
    grid-template-columns: 3.25rem minmax(0, 1fr) 5rem;
  }

  .slider span {
    color: var(--_muted);
  }

  .slider output {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  /* Below its label, where the text is large or the element narrow. */
  @container (width < 20rem) {
    .panel .slider {
      grid-template-columns: minmax(0, 1fr) 5rem;
    }

    .panel .slider input {
      grid-area: 2 / 1 / auto / -1;
    }
  }

  input[type='range'] {
    accent-color: var(--_accent);
    margin: 0;
    width: 100%;
  }
`;
