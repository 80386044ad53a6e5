import { expect } from 'chai';

import { canvasOf, pixels, sha256, show } from './harness.js';

/** A view and what the Python package makes of it under CPython: see test/fixtures/expected.py. */
interface ExpectedView {
  src: string;
  attributes: Record<string, string | number | boolean>;
  rows: number;
  columns: number;
  sha256: string;
  /** In base 64, where samples may differ by 1. */
  rgba?: string;
}

const response = await fetch('/.cache/fixtures/expected.json');
const views = (await response.json()) as ExpectedView[];

/** How far apart the samples are that are farthest apart. */
function greatestDifference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  expect(a.length).to.equal(b.length);
  return a.reduce((greatest, sample, i) => Math.max(greatest, Math.abs(sample - (b[i] ?? 0))), 0);
}

describe('the canvas', () => {
  for (const { src, attributes, rows, columns, sha256: expected, rgba } of views) {
    const name = src.slice(src.lastIndexOf('/') + 1);
    const written = Object.entries(attributes).map(([key, value]) => `${key}="${String(value)}"`);
    it(`holds the very pixels of ${[name, ...written].join(' ')}`, async () => {
      const texts = Object.entries(attributes).map(([key, value]) => [key, String(value)] as const);
      const element = await show(src, Object.fromEntries(texts));
      const canvas = canvasOf(element);
      expect([canvas.width, canvas.height]).to.deep.equal([columns, rows]);
      if (rgba === undefined) {
        expect(await sha256(pixels(element))).to.equal(expected);
      } else {
        const bytes = Uint8ClampedArray.from(atob(rgba), (character) => character.charCodeAt(0));
        expect(greatestDifference(pixels(element), bytes)).to.be.at.most(1);
      }
    });
  }

  it('was compared with a dozen files and more', () => {
    expect(new Set(views.map(({ src }) => src)).size).to.be.at.least(12);
  });
});
