import { css } from 'lit';

/** The element on paper. */
export const printStyles = css`
  /* Black text on white, and nothing of what paper can't do. */
  @media print {
    :host {
      --_stage: #fff;
      --_on-stage: #000;
      --_halo: #fff;
      --_surface: #fff;
      --_text: #000;
      --_muted: #000;
    }

    .controls,
    .status {
      display: none;
    }
  }
`;
