/** Marks out of JSON that nobody has looked at. */

import { isAnnotationType, newId, pointCounts, type Annotation, type Point } from './annotation.js';

/** Of how many marks those that come after are left out: nobody sees more, and a page would stand still. */
export const maxAnnotations = 10_000;

/** How far a point lies from the image in pixels, or from the patient's origin in mm, at most. */
const maxCoordinate = 1e6;

/** What came out of JSON. */
export interface ValidAnnotations {
  annotations: Annotation[];
  /** How many marks are left out, because of what they are. */
  dropped: number;
}

const planeNames = ['axial', 'coronal', 'sagittal'] as const;

/**
 * Takes the marks out of a JSON value. What is no mark is left out: an unknown type, another number of
 * points than the type's, points that aren't numbers, a place that is none. Of a mark, members of another
 * kind than they should be are left out, `measurement` always; members that aren't known stay. Ids that are
 * missing or there already are made.
 */
export function validAnnotations(value: unknown): ValidAnnotations {
  const given = Array.isArray(value) ? (value as unknown[]).slice(0, maxAnnotations) : [];
  const excess = Array.isArray(value) ? value.length - given.length : 1;
  const ids = new Set<string>();
  const annotations = given.flatMap((each) => validAnnotation(each, ids) ?? []);
  return { annotations, dropped: given.length - annotations.length + excess };
}

function validAnnotation(value: unknown, ids: Set<string>): Annotation | undefined {
  const members = plainMembers(value);
  if (!members || !isAnnotationType(members.type)) {
    return undefined;
  }
  const { type, frame, plane, points: given } = members;
  const [least, most] = pointCounts[type];
  const points = validPoints(given, plane === undefined ? 2 : 3);
  const isAtFrame = frame === undefined || (Number.isInteger(frame) && Number(frame) >= 0);
  const isOnPlane = plane === undefined || planeNames.some((name) => name === plane);
  if (!points || points.length < least || points.length > most || !isAtFrame || !isOnPlane) {
    return undefined;
  }
  for (const [name, isValid] of Object.entries(optionalMembers)) {
    if (!isValid(members[name as keyof Annotation])) {
      Reflect.deleteProperty(members, name);
    }
  }
  const { id } = members;
  const isUsable = typeof id === 'string' && id !== '' && !ids.has(id);
  const valid = { ...members, id: isUsable ? id : newId(), points } as Annotation;
  ids.add(valid.id);
  return valid;
}

/** What makes the other members valid, by name. */
const optionalMembers: Partial<Record<keyof Annotation, (value: unknown) => boolean>> = {
  sopInstanceUID: (value) => typeof value === 'string',
  text: (value) => typeof value === 'string',
  color: (value) => typeof value === 'string' && CSS.supports('color', value),
  hidden: (value) => typeof value === 'boolean',
  locked: (value) => typeof value === 'boolean',
  measurement: () => false,
};

/** The members of an object as JSON has them; undefined of what isn't one or can't be written. */
function plainMembers(value: unknown): Partial<Record<keyof Annotation, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  // JSON has no NaN: it would become null, and is no number then
  try {
    return JSON.parse(JSON.stringify(value)) as Partial<Record<keyof Annotation, unknown>>;
  } catch {
    return undefined; // a circle, or a BigInt
  }
}

function validPoints(value: unknown, dimension: number): Point[] | undefined {
  const isPoint = (point: unknown): point is number[] =>
    Array.isArray(point) &&
    point.length === dimension &&
    point.every((each) => typeof each === 'number' && Math.abs(each) <= maxCoordinate);
  return Array.isArray(value) && value.every(isPoint) ? value : undefined;
}
