import type { PaneSize } from '../view/placement.js';

/** The size of a pane and of the picture in it, which the stylesheet fits into the pane. */
export function paneSizeOf(pane: HTMLElement): PaneSize {
  const { width, height } = pane.getBoundingClientRect();
  const picture = pane.querySelector('.picture');
  // A transform changes what getBoundingClientRect() returns, not the size in the layout.
  const layout = picture && getComputedStyle(picture);
  const image = {
    width: Number.parseFloat(layout?.width ?? '') || 0,
    height: Number.parseFloat(layout?.height ?? '') || 0,
  };
  return { width, height, image };
}
