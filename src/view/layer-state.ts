/** What a layer above the images is, and how it is seen: plain JSON. */

/** What a layer is made of. */
export type LayerType = 'segmentation' | 'dose' | 'fusion' | 'mask' | 'labels' | 'contours';

/** A segment of a layer of labels. */
export interface SegmentState {
  number: number;
  label: string;
  category: string;
  /** `#rrggbb`. */
  color: string;
  visible: boolean;
}

/** A layer above the images. */
export interface LayerState {
  /** The same each time that the source is shown: a UID of the file or of the series; of a pipeline, the page's own. */
  id: string;
  type: LayerType;
  name: string;
  visible: boolean;
  /** From 0 to 1; of labels that of what fills them: outlines are opaque. */
  opacity: number;
  /** Of labels. */
  segments?: readonly SegmentState[];
  /** Whether labels have an outline. */
  outline?: boolean;
  /** Of values: the name of a colour map. */
  colormap?: string;
  /** The window of values, in their unit; null for the file's own, or all that there are. */
  windowCenter?: number | null;
  windowWidth?: number | null;
  /** The unit of values, as `SUVbw`; empty where there is none. */
  unit?: string;
  /** What part of the reference values of a dose must have to be painted, in percent. */
  threshold?: number;
  /** What of a dose is 100 %, in its unit; null for the greatest value that there is. */
  reference?: number | null;
  /** At how many percent of the reference lines are drawn on a dose. */
  isodoses?: readonly number[];
}

/** Part of a layer's state, as a page may set it. */
export type LayerChange = Partial<LayerState> & { readonly id: string };

/** Colours of segments that have none, in order: apart from each other, and from gray. */
const colors = ['#e6194b', '#3cb44b', '#4363d8', '#f58231', '#46f0f0', '#f032e6', '#ffe119'];

/** The colour of a segment that has none of its own, by its place. */
export function segmentColor(index: number): string {
  return colors[index % colors.length] ?? '#e6194b';
}

/** What a page may set, each with what it must be: anything else is left as it was. */
const checks: Partial<Record<keyof LayerState, (value: unknown) => boolean>> = {
  name: (value) => typeof value === 'string',
  visible: (value) => typeof value === 'boolean',
  outline: (value) => typeof value === 'boolean',
  opacity: isFinite,
  colormap: (value) => typeof value === 'string',
  windowCenter: isFiniteOrNull,
  windowWidth: isFiniteOrNull,
  threshold: isFinite,
  reference: isFiniteOrNull,
  isodoses: (value) => Array.isArray(value) && value.every(isFinite),
};

/** A layer's state after a change, of which what makes no sense, and what the layer hasn't, is left out. */
export function changedLayer(state: LayerState, change: Partial<LayerState>): LayerState {
  const names = Object.keys(checks) as (keyof LayerState)[];
  const valid = names.filter(
    (name) => name in state && change[name] !== undefined && checks[name]?.(change[name]),
  );
  const changed = {
    ...state,
    ...Object.fromEntries(valid.map((name) => [name, change[name]])),
  };
  changed.opacity = Math.min(Math.max(changed.opacity, 0), 1);
  if (state.segments && Array.isArray(change.segments)) {
    changed.segments = changedSegments(state.segments, change.segments as unknown[]);
  }
  return changed;
}

function changedSegments(
  segments: readonly SegmentState[],
  changes: readonly unknown[],
): SegmentState[] {
  const byNumber = new Map(
    changes.flatMap((change) => {
      const segment = change as Partial<SegmentState> | null;
      return segment ? [[segment.number, segment] as const] : [];
    }),
  );
  return segments.map((segment) => {
    const { color, visible, label } = byNumber.get(segment.number) ?? {};
    return {
      ...segment,
      ...(typeof visible === 'boolean' && { visible }),
      ...(typeof label === 'string' && { label }),
      ...(/^#[\da-f]{6}$/i.test(String(color)) && { color: String(color) }),
    };
  });
}

function isFinite(value: unknown): boolean {
  return Number.isFinite(value);
}

function isFiniteOrNull(value: unknown): boolean {
  return value === null || Number.isFinite(value);
}
