import { css } from 'lit';

/** The crosshair of three planes, each line in the colour of its plane. */
export const crosshairStyles = css`
  .crosshair {
    pointer-events: none;
  }

  .crosshair line {
    stroke: var(--_plane);
    stroke-width: calc(1px / var(--_zoom, 1));
    vector-effect: non-scaling-stroke;
  }

  .crosshair .handle {
    stroke-linecap: round;
    stroke-width: calc(9px / var(--_zoom, 1));
  }

  .crosshair .grasp {
    cursor: move;
    pointer-events: stroke;
    stroke: transparent;
    stroke-linecap: round;
    stroke-width: calc(15px / var(--_zoom, 1));
  }

  /* As large as a finger needs (WCAG 2.2, 2.5.8). */
  .crosshair .grasp.handle {
    cursor: grab;
    stroke-width: calc(24px / var(--_zoom, 1));
  }

  .crosshair .grasp.middle {
    stroke-width: calc(24px / var(--_zoom, 1));
  }

  @media (pointer: coarse) {
    .crosshair .grasp.handle,
    .crosshair .grasp.middle {
      stroke-width: calc(44px / var(--_zoom, 1));
    }
  }

  .axial {
    --_plane: var(--dicom-viewer-axial, #ff7a6b);
  }

  .coronal {
    --_plane: var(--dicom-viewer-coronal, #58d68d);
  }

  .sagittal {
    --_plane: var(--dicom-viewer-sagittal, #62b5ff);
  }
`;
