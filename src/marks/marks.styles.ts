/** The marks above the images, and their list. Each line is drawn twice, so that it is seen on any gray. */
export const marksStyles = /* css */ `
  /* Places count from the left, whatever the page's direction. */
  .marks {
    direction: ltr;
    inset: 0;
    overflow: hidden;
    pointer-events: none;
    position: absolute;
  }

  .marks svg {
    color: var(--dicom-viewer-mark, #ffd84d);
    display: block;
    height: 100%;
    overflow: hidden;
    width: 100%;
  }

  .mark path,
  .leader {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .mark .halo {
    stroke: #000;
    stroke-opacity: 0.75;
    stroke-width: 4.5px;
  }

  .mark .line {
    stroke: currentcolor;
    stroke-width: 1.75px;
  }

  .mark.selected .line {
    stroke-width: 2.75px;
  }

  .mark.selected .halo {
    stroke-width: 5.5px;
  }

  .mark.cut .line {
    stroke-dasharray: 1 6;
    stroke-width: 3px;
  }

  .mark .grasp {
    cursor: move;
    fill: none;
    pointer-events: stroke;
    stroke: transparent;
    stroke-width: 24px;
  }

  .mark circle.handle {
    fill: currentcolor;
    stroke: #000;
    stroke-width: 1.5px;
  }

  .mark circle.grasp {
    cursor: grab;
    fill: transparent;
    pointer-events: all;
    stroke: none;
  }

  .label text {
    fill: currentcolor;
    font: 600 13px/1 var(--dicom-viewer-font, system-ui, sans-serif);
    paint-order: stroke;
    stroke: #000;
    stroke-linejoin: round;
    stroke-width: 3px;
  }

  .leader {
    stroke: currentcolor;
    stroke-dasharray: 2 4;
    stroke-width: 1px;
  }

  .marks .reveal {
    background: #000c;
    border: 2px solid var(--dicom-viewer-mark, #ffd84d);
    border-radius: 50%;
    color: var(--dicom-viewer-mark, #ffd84d);
    font-weight: 700;
    height: 2.75rem;
    margin: -1.375rem 0 0 -1.375rem;
    padding: 0;
    pointer-events: auto;
    position: absolute;
    width: 2.75rem;
  }

  .marks .mark-text {
    background: #000c;
    border: 1px solid var(--dicom-viewer-mark, #ffd84d);
    color: #fff;
    font: inherit;
    max-width: calc(100% - 1rem);
    padding: 0.2rem 0.4rem;
    pointer-events: auto;
    position: absolute;
    unicode-bidi: plaintext;
    width: 12rem;
  }

  .mark-list ul {
    display: grid;
    gap: 0.4rem;
    list-style: none;
    margin: 0 0 1rem;
    padding: 0;
  }

  .mark-list li {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
  }

  .mark-list .choose {
    flex: 1 1 100%;
    overflow-wrap: anywhere;
    text-align: start;
  }

  .mark-list input {
    background: transparent;
    border: 1px solid var(--_line);
    color: inherit;
    flex: 1 1 8rem;
    font: inherit;
    min-height: 2rem;
    min-width: 0;
    padding: 0.2rem 0.5rem;
  }

  .mark-list .point {
    min-width: 2rem;
    padding: 0.2rem;
  }

  @media (forced-colors: active) {
    .mark,
    .label {
      forced-color-adjust: none;
    }
  }
`;
