import {
  newId,
  pointCounts,
  type Annotation,
  type AnnotationType,
} from '../annotations/annotation.js';
import type { Place } from '../annotations/projection.js';

/** A mark that is being drawn on an image. */
export interface Drawing {
  type: AnnotationType;
  /** Of the image's pane. */
  pane: number;
  /** The places that are set. */
  places: readonly Place[];
  /** Where the pointer is: the place of the next point. */
  next: Place | undefined;
  /** Whether all places are set, and a text is asked for. */
  asksText: boolean;
}

/** Begins to draw. */
export function begun(type: AnnotationType, pane: number): Drawing {
  return { type, pane, places: [], next: undefined, asksText: false };
}

/** A mark of usual shape around a place: what a keyboard draws, to be moved and reshaped after. */
export function drawnAround(
  type: AnnotationType,
  pane: number,
  [x, y]: Place,
  reach: number,
): Drawing {
  const [left, right, top, bottom] = [x - reach, x + reach, y - reach, y + reach];
  const square: Place[] = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ];
  const [a, b, c, d] = square as [Place, Place, Place, Place];
  const shapes: Partial<Record<AnnotationType, Place[]>> = {
    angle: [b, c, d],
    cobb: [a, b, c, d],
    polygon: [a, b, d, c],
  };
  const others = pointCounts[type][1] === 1 ? [[x, y] as const] : [a, d];
  return { ...begun(type, pane), places: shapes[type] ?? others };
}

/** The drawing after a click: one more point. */
export function withClick(drawing: Drawing, place: Place): Drawing {
  return { ...drawing, places: [...drawing.places, place], next: undefined };
}

/** The drawing after a drag, which has two ends: of them, the first counts only where it begins a line. */
export function withDrag(drawing: Drawing, from: Place, to: Place): Drawing {
  const { type, places } = drawing;
  const beginsLine = places.length === 0 || (type === 'cobb' && places.length === 2);
  const isSingle = pointCounts[type][1] === 1;
  const ends = beginsLine && !isSingle ? [from, to] : [to];
  return { ...drawing, places: [...places, ...ends], next: undefined };
}

/** The places of a drawing as it is seen: with that of the pointer. */
export function placesSeen({ places, next }: Drawing): readonly Place[] {
  return next ? [...places, next] : places;
}

/** Whether all points are set that there can be. */
export function isComplete({ type, places }: Drawing): boolean {
  return places.length >= pointCounts[type][1];
}

/** Whether enough points are set: a polygon can be closed. */
export function canBeClosed({ type, places }: Drawing): boolean {
  return places.length >= pointCounts[type][0];
}

/** The mark that was drawn. */
export function annotationOf(
  { type }: Drawing,
  points: Annotation['points'],
  place: Pick<Annotation, 'frame' | 'sopInstanceUID' | 'plane'>,
  text?: string,
): Annotation {
  return { id: newId(), type, points, ...place, ...(text && { text }) };
}
