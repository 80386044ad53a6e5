/** Tables, plots and texts. */
export const resultsStyles = /* css */ `
  .sections h3 {
    color: var(--_muted);
    font-size: 0.75rem;
    letter-spacing: 0.06em;
    text-transform: uppercase;
  }

  .sections .text {
    white-space: pre-wrap;
  }

  .table {
    align-items: start;
    display: flex;
    gap: var(--_spacing);
    justify-content: space-between;
    overflow-x: auto;
  }

  .table table {
    border-collapse: collapse;
  }

  .table :is(th, td) {
    border-bottom: 1px solid var(--_line);
    padding: 0.2rem 1rem 0.2rem 0;
    text-align: start;
    vertical-align: baseline;
  }

  .table th {
    color: var(--_muted);
    font-weight: normal;
  }

  .table .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .sections figure {
    margin: 0;
    max-width: 30rem;
  }

  .sections figcaption {
    font-weight: 600;
  }

  figure svg {
    display: block;
    height: auto;
    width: 100%;
  }

  figure text {
    fill: var(--_muted);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }

  figure .x {
    text-anchor: middle;
  }

  figure .y {
    text-anchor: end;
  }

  .grid {
    stroke: var(--_line);
  }

  figure .line {
    fill: none;
    stroke: currentcolor;
    stroke-linejoin: round;
    stroke-width: 1.5;
  }

  /* Told apart by their dashes, too. */
  .line-0 {
    color: var(--_accent);
  }

  .line-1 {
    color: light-dark(#b3401e, #ffab7a);
    stroke-dasharray: 6 3;
  }

  .line-2 {
    color: light-dark(#1f7a3d, #7fd99a);
    stroke-dasharray: 2 3;
  }

  .line-3 {
    color: light-dark(#8030a8, #dda0ff);
    stroke-dasharray: 8 3 2 3;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }

  .legend .of-x {
    color: var(--_muted);
    margin-inline-start: auto;
  }
`;
