import { css } from 'lit';

/** The crosshair of three planes, each line in the colour of its plane. */
export const crosshairStyles = css`
  .crosshair {
    pointer-events: none;
  }

  .crosshair line {
    stroke: var(--_plane);
    stroke-width: 1px;
    vector-effect: non-scaling-stroke;
  }

  .crosshair .handle {
    stroke-linecap: round;
    stroke-width: 9px;
  }

  .crosshair .grasp {
    cursor: move;
    pointer-events: stroke;
    stroke: transparent;
    stroke-width: 15px;
  }

  /* As large as a finger needs (WCAG 2.2, 2.5.8). */
  .crosshair .grasp.handle {
    cursor: grab;
    stroke-width: 24px;
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
