/** Pixels as numbers: red, green, blue and alpha in memory. */

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A pixel as a number; alpha is from 0 to 1. */
export function packed([red, green, blue]: Rgb, alpha: number): number {
  const [r, g, b, a] = [red, green, blue, alpha * 255].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  return (r | (g << 8) | (b << 16) | (a << 24)) >>> 0;
}

/** A colour with another alpha, from 0 to 1. */
export function withAlpha(color: number, alpha: number): number {
  return ((color & 0xffffff) | (Math.round(alpha * 255) << 24)) >>> 0;
}
