/** The tag browser: what is looked for, the tree, and the active element in full. */
export const tagsStyles = /* css */ `
  .tags {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-height: 0;
  }

  .tag-tools {
    align-items: center;
    border-bottom: 1px solid var(--_line);
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0.3rem;
    padding: 0.4rem 0.5rem;
  }

  .tag-tools button {
    font-size: 0.75rem;
    min-height: 1.75rem;
    padding: 0.1rem 0.4rem;
  }

  .tag-tools button:disabled {
    color: var(--_muted);
    cursor: default;
    opacity: 0.7;
  }

  .tag-tools input {
    background: transparent;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    color: inherit;
    flex: 1 1 100%;
    font: inherit;
    min-height: 2rem;
    min-width: 0;
    padding: 0.2rem 0.5rem;
  }

  .tag-tools ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .tag-tools .count {
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .tree {
    flex: 1 1 0;
    min-height: 5.5rem;
    overflow: auto;
    overscroll-behavior: contain;
    position: relative;
  }

  .tree:focus-visible {
    outline-offset: -2px;
  }

  .rows {
    overflow: hidden;
  }

  .row {
    column-gap: 0.4rem;
    cursor: default;
    display: grid;
    grid-template: 1fr 1fr / 1.1rem auto minmax(0, 1fr) auto;
    height: 2.9rem;
    line-height: 1.25;
    padding: 0.2rem 0.5rem;
  }

  .row:hover {
    background: color-mix(in srgb, var(--_text) 7%, transparent);
  }

  .row.active {
    background: color-mix(in srgb, var(--_accent) 18%, transparent);
  }

  .tree:focus-visible .active {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  .row[aria-level='2'] {
    padding-inline-start: 1.25rem;
  }

  .row[aria-level='3'] {
    padding-inline-start: 2rem;
  }

  .row[aria-level='4'] {
    padding-inline-start: 2.75rem;
  }

  .row[aria-level='5'] {
    padding-inline-start: 3.5rem;
  }

  .row:not(
    [aria-level='1'],
    [aria-level='2'],
    [aria-level='3'],
    [aria-level='4'],
    [aria-level='5']
  ) {
    padding-inline-start: 4.25rem;
  }

  .row > span {
    overflow: hidden;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .fold {
    grid-row: 1 / 3;
    place-self: center;
  }

  .fold svg {
    display: block;
    height: 1.1rem;
    width: 1.1rem;
  }

  .fold:dir(rtl) svg {
    transform: scaleX(-1);
  }

  .row[aria-expanded='true'] .fold svg {
    transform: rotate(90deg);
  }

  .row .name {
    font-weight: 500;
    grid-area: 1 / 2 / 2 / 4;
  }

  .row .vr {
    color: var(--_muted);
    font-size: 0.75rem;
    grid-area: 1 / 4;
  }

  .row .tag {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    grid-area: 2 / 2;
  }

  .row .value {
    font-size: 0.8125rem;
    grid-area: 2 / 3;
  }

  /* What isn't as in the slice before. */
  .row .differs {
    border: 4px solid var(--_accent);
    border-radius: 50%;
    grid-area: 2 / 4;
    height: 0;
    place-self: center end;
    width: 0;
  }

  .unseen {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    width: 1px;
  }

  .details {
    border-top: 1px solid var(--_line);
    flex: none;
    max-height: 40%;
    overflow: auto;
    padding: 0.4rem 0.6rem;
  }

  .details p {
    margin: 0 0 0.25rem;
    overflow-wrap: anywhere;
  }

  .details .keyword {
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .details .whole {
    white-space: pre-wrap;
  }

  .details .acts {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0;
  }

  .details a {
    align-items: center;
    color: var(--_accent);
    display: inline-flex;
    gap: 0.25rem;
    min-height: 1.6rem;
  }

  @media (forced-colors: active) {
    .row.active {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .active span {
      color: inherit !important;
    }

    .row .differs {
      border-color: currentcolor;
    }
  }
`;
