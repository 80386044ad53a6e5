/** Tools that draw and change marks, for the element's one machine of drags. */

import { unmeasured, type Annotation, type AnnotationType } from '../annotations/annotation.js';
import type { GridPlace, Place } from '../annotations/projection.js';
import { reshaped, translated } from '../annotations/shape.js';
import { pointsAt, sightOf, type MarkedImage } from '../annotations/sight.js';
import type { PictureImage } from '../protocol/messages.js';
import type { DragStart, PointerPlace, Tool } from '../tools/tool.js';
import type { MarkGrasp } from './grasp.js';
import type { MarkStore } from './store.js';

/** What draws marks. */
export interface Drawer {
  /** Sets a point by a click. */
  click(type: AnnotationType, image: PictureImage, place: Place): void;
  /** Shows what a drag would come to; `isOver` sets its points. */
  drag(type: AnnotationType, image: PictureImage, from: Place, to: Place, isOver: boolean): void;
  /** Takes back what a drag showed. */
  cancelDrag(): void;
}

/** Draws marks of a type. */
export function drawingTool(type: AnnotationType, drawer: Drawer): Tool {
  return {
    begin({ place, image }) {
      const from = imagePlace(place);
      let to = from;
      return {
        move(next) {
          to = imagePlace(next);
          drawer.drag(type, image, from, to, false);
          return {};
        },
        restored: {},
        end(isKept) {
          if (isKept) {
            drawer.drag(type, image, from, to, true);
          } else {
            drawer.cancelDrag();
          }
        },
      };
    },
    click({ place, image }) {
      drawer.click(type, image, imagePlace(place));
      return undefined;
    },
  };
}

/** Chooses a mark by a click; where it may be changed, moves it, or one of its handles, by a drag. */
export function graspTool(
  { id, handle }: MarkGrasp,
  store: MarkStore,
  markedOf: (image: PictureImage) => MarkedImage | undefined,
  isEditable: boolean,
): Tool {
  const select = () => {
    store.select(store.find(id));
  };
  return {
    begin(start) {
      const annotation = store.find(id);
      const marked = markedOf(start.image);
      if (!annotation || !marked || !isEditable || annotation.locked) {
        return undefined;
      }
      const sight = sightOf(annotation, marked);
      if (!sight?.isWhole) {
        return undefined;
      }
      select();
      return {
        move(to) {
          const way = wayOf(start, to);
          const { places } = sight;
          const moved =
            handle === undefined ? translated(places, way) : reshaped(places, handle, way);
          store.preview(withPlaces(annotation, moved, marked.grid));
          return {};
        },
        restored: {},
        end(isKept) {
          if (isKept) {
            store.keep(id);
          } else {
            store.restore();
          }
        },
      };
    },
    click() {
      select();
      return undefined;
    },
  };
}

/** Chooses no mark. */
export function deselectingTool(store: MarkStore): Tool {
  return {
    begin: () => undefined,
    click() {
      store.select(undefined);
      return undefined;
    },
  };
}

/** A mark at other places of its image; what was measured of it doesn't hold there. */
export function withPlaces(
  annotation: Annotation,
  places: readonly Place[],
  grid: GridPlace | undefined,
): Annotation {
  return { ...unmeasured(annotation), points: pointsAt(annotation, places, grid) };
}

/** A place of the pointer, whose whole numbers are the centres of pixels, in pixels from the corner. */
function imagePlace({ x, y }: PointerPlace): Place {
  return [x + 0.5, y + 0.5];
}

function wayOf({ place }: DragStart, to: PointerPlace): Place {
  return [to.x - place.x, to.y - place.y];
}
