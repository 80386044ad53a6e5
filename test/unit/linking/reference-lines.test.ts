import { expect } from 'chai';

import { depthOf, placeOf, pointAt, type Place } from '../../../src/annotations/projection.js';
import type { PlacedImage } from '../../../src/linking/placed-image.js';
import { referenceLine } from '../../../src/linking/reference-lines.js';
import type { Vector } from '../../../src/protocol/messages.js';

/** Numbers from 0 to 1 that are the same each time (Park and Miller). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** An image of 40 × 30 pixels that lies anyhow about the patient's origin. */
function imageAnyhow(random: () => number): PlacedImage {
  const vector = (): Vector => [random() - 0.5, random() - 0.5, random() - 0.5];
  const unit = ([x, y, z]: Vector): Vector => {
    const length = Math.hypot(x, y, z);
    return [x / length, y / length, z / length];
  };
  const right = unit(vector());
  const other = vector();
  const along = right.reduce((sum, each, axis) => sum + each * (other[axis] ?? 0), 0);
  const down = unit(other.map((each, axis) => each - along * (right[axis] ?? 0)) as Vector);
  const [a, b, c] = right;
  const [d, e, f] = down;
  const spacing = { columnSpacing: 0.5 + random(), rowSpacing: 0.5 + random() };
  const [x, y] = [-20 * spacing.columnSpacing, -15 * spacing.rowSpacing];
  const origin = right.map((each, axis) => each * x + (down[axis] ?? 0) * y + 10 * random()) as Vector; // prettier-ignore
  return {
    frameOfReference: '1',
    plane: 'oblique',
    grid: { origin, right, down, ...spacing, step: 1 },
    columns: 40,
    rows: 30,
    normal: [b * f - c * e, c * d - a * f, a * e - b * d],
    heights: [],
  };
}

function isInside([x, y]: Place, { columns, rows }: PlacedImage, slack: number): boolean {
  return x >= -slack && x <= columns + slack && y >= -slack && y <= rows + slack;
}

describe('the line at which an image cuts another', () => {
  const random = randomNumbers(7);
  const anyPairs = Array.from({ length: 200 }, () => [imageAnyhow(random), imageAnyhow(random)] as const); // prettier-ignore
  const pairs = anyPairs.filter(([on, other]) => {
    const cosine = on.normal.reduce((sum, each, axis) => sum + each * (other.normal[axis] ?? 0), 0);
    return Math.abs(cosine) < Math.cos(Math.PI / 45); // the others are nearly parallel
  });

  it('lies in both, and ends at an edge of one', () => {
    let count = 0;
    for (const [on, other] of pairs) {
      const line = referenceLine(on, other);
      for (const end of line?.ends ?? []) {
        count += 1;
        const point = pointAt(end, on.grid);
        const there = placeOf(point, other.grid);
        expect(depthOf(point, other.grid)).to.be.closeTo(0, 1e-6);
        expect(isInside(end, on, 1e-6) && isInside(there, other, 1e-6)).to.be.true;
        expect(isInside(end, on, -1e-6) && isInside(there, other, -1e-6)).to.be.false;
      }
    }
    expect(count).to.be.greaterThan(100);
  });

  it('is there wherever both have a point in common', () => {
    for (const [on, other] of pairs) {
      // Each edge of a pixel that the other image goes through, inside of that.
      const common: Place[] = [];
      for (let y = 0; y <= on.rows; y += 0.5) {
        for (let x = 0; x < on.columns; x += 0.5) {
          const [a, b] = [x, x + 0.5].map((each) =>
            depthOf(pointAt([each, y], on.grid), other.grid),
          );
          const isCut = (a ?? 0) > 0 !== (b ?? 0) > 0;
          if (isCut && isInside(placeOf(pointAt([x, y], on.grid), other.grid), other, -2)) {
            common.push([x, y]);
          }
        }
      }
      const line = referenceLine(on, other);
      if (common.length > 0) {
        expect(line).not.to.equal(undefined);
      }
      const [[x1, y1], [x2, y2]] = line?.ends ?? [[0, 0], [0, 0]]; // prettier-ignore
      for (const [x, y] of common) {
        const off = ((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / Math.hypot(x2 - x1, y2 - y1);
        expect(Math.abs(off)).to.be.at.most(0.51);
      }
    }
  });

  it('is none of parallel images, and none of different frames of reference', () => {
    const [image, other] = pairs[0] ?? [];
    if (image && other) {
      expect(referenceLine(image, image)).to.equal(undefined);
      expect(referenceLine(image, { ...other, frameOfReference: '2' })).to.equal(undefined);
    }
  });
});
