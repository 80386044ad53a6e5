import type { PictureImage } from '../protocol/messages.js';
import type { PlacementState } from '../view/placement.js';

/** What has to fit a pane, in the unit of the picture in it. */
interface Extent {
  width: number;
  height: number;
}

/**
 * Gives the stylesheet what it places the picture of a pane by: its size, in mm of three planes and else in pixels,
 * what of that unit has to fit the pane, and by how much it is moved, turned and enlarged. Through the object model,
 * for a strict policy forbids style attributes.
 */
export function placePicture(
  { style }: HTMLElement,
  { columns, rows, pixelAspectRatio, grid }: PictureImage,
  { zoom, rotation, flip, center }: PlacementState,
  planesExtent: Extent | undefined,
): void {
  const unit = planesExtent && grid ? grid.spacing : 1;
  const width = columns * pixelAspectRatio * unit;
  const height = rows * unit;
  const extent = planesExtent ?? { width, height };
  const values = {
    '--_width': width,
    '--_height': height,
    '--_wide': extent.width,
    '--_high': extent.height,
    '--_zoom': zoom,
    '--_mirror': flip ? -1 : 1,
    '--_rotation': `${String(rotation)}deg`,
    '--_right': `${String(50 - (100 * center[0]) / columns)}%`,
    '--_down': `${String(50 - (100 * center[1]) / rows)}%`,
  };
  for (const [name, value] of Object.entries(values)) {
    style.setProperty(name, String(value));
  }
}
