/** How far what lies beside the first counts as its neighbour. */
const near = 2;

/** Of what is farther away, first one of so many. */
const step = 5;

/**
 * The order in which so many frames or slices are loaded: the one that is seen first, its neighbours, every
 * fifth, then the rest. `first` is clamped.
 */
export function loadingOrder(count: number, first: number): number[] {
  const start = Math.min(Math.max(first, 0), count - 1);
  const neighbours = Array.from({ length: near }, (_, distance) => [
    start + distance + 1,
    start - distance - 1,
  ]).flat();
  const all = Array.from({ length: Math.max(count, 0) }, (_, index) => index);
  const order = [start, ...neighbours, ...all.filter((index) => index % step === 0), ...all];
  return [...new Set(order)].filter((index) => index >= 0 && index < count);
}
