import { css } from 'lit';

/** The element itself, and the rules that all its parts share. */
export const hostStyles = css`
  :host {
    --_stage: var(--dicom-viewer-stage, #000);
    --_on-stage: var(--dicom-viewer-on-stage, #f2f4f7);
    --_halo: #000;
    /* Light or dark as the page is, by its color-scheme. */
    --_surface: var(--dicom-viewer-surface, light-dark(#fff, #16181d));
    --_text: var(--dicom-viewer-text, light-dark(#1c2330, #e6e9ef));
    --_muted: var(--dicom-viewer-muted, light-dark(#5a6478, #a2abbb));
    --_line: var(--dicom-viewer-line, light-dark(#d5dae3, #363b46));
    --_accent: var(--dicom-viewer-accent, light-dark(#0b62c4, #6cb1ff));
    --_radius: var(--dicom-viewer-radius, 8px);
    --_spacing: var(--dicom-viewer-spacing, 0.5rem);

    /* The width where the container leaves it open, as in a flex row. */
    contain-intrinsic-inline-size: 20rem;
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    position: relative;
    overflow: hidden;
    box-sizing: border-box;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: 0.875rem/1.4 var(--dicom-viewer-font, system-ui, sans-serif);
  }

  :host([hidden]) {
    display: none;
  }

  @supports not (color: light-dark(#fff, #000)) {
    :host {
      --_surface: var(--dicom-viewer-surface, #fff);
      --_text: var(--dicom-viewer-text, #1c2330);
      --_muted: var(--dicom-viewer-muted, #5a6478);
      --_line: var(--dicom-viewer-line, #d5dae3);
      --_accent: var(--dicom-viewer-accent, #0b62c4);
    }
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  /* Texts and numbers keep the order of their own language, also on a page of the other direction. */
  button,
  dd,
  dt,
  h2,
  li,
  option,
  output,
  p,
  select,
  span,
  summary {
    unicode-bidi: plaintext;
  }

  dd,
  dt,
  h2,
  li,
  p,
  summary {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
  }

  /*
   * The bar's room is kept from the start. An element that is lower than 320 pixels has none: where the page gives it
   * a height, 100% is that; else it is as high as what is inside, which knows the height of the stage by its width.
   */
  .controls {
    flex: none;
    height: clamp(0px, (100% - 319.9px) * 999, var(--_bar));
    min-height: 0;
  }

  .controls::before {
    --_high: min(100cqw / var(--_ratio, 1.3333), var(--dicom-viewer-max-height, 85vh));

    content: '';
    display: block;
    height: clamp(0px, (var(--_high) + var(--_bar) - 319.9px) * 999, var(--_bar));
  }

  /* A row is as high as an icon above a word, or as a finger needs. */
  .controls {
    --_row: max(40px, 20px + 1.2rem);
    --_bar: calc(var(--_row) + 1px);
  }

  @container (width < 36rem) {
    .controls {
      --_bar: calc(2 * var(--_row) + 1px);
    }
  }

  @media (pointer: coarse) {
    .controls {
      --_row: max(44px, 20px + 1.2rem);
    }
  }

  .announcement {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
    width: 1px;
  }

  @media (forced-colors: active) {
    :host {
      border: 1px solid;
    }
  }
`;
