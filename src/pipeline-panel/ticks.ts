/** The round numbers between two, at most so many steps apart as fit: each a multiple of 1, 2 or 5 times a power of ten. */
export function ticks(low: number, high: number, most: number): number[] {
  const least = (high - low) / most;
  if (!(least > 0) || !Number.isFinite(least)) {
    return [low];
  }
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((each) => each * power >= least) ?? 10;
  const step = factor * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
