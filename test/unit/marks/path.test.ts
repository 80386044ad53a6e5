import { expect } from 'chai';

import { pointCounts, type AnnotationType } from '../../../src/annotations/annotation.js';
import type { Place } from '../../../src/annotations/projection.js';
import { pathOf } from '../../../src/marks/path.js';

const places: Place[] = [
  [10, 10],
  [50, 30],
  [20, 60],
  [70, 80],
];

/** The bounds of what a browser draws. */
function boundsOf(path: string): DOMRect {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  element.setAttribute('d', path);
  svg.append(element);
  document.body.append(svg);
  const box = element.getBBox();
  svg.remove();
  return box;
}

describe('the path of a mark', () => {
  for (const type of Object.keys(pointCounts) as AnnotationType[]) {
    const [least] = pointCounts[type];
    it(`is drawn by browsers where it is of type ${type}, also before it is finished`, () => {
      for (let count = 0; count <= Math.min(least, 4); count += 1) {
        const path = pathOf(type, places.slice(0, count));
        expect(path).to.not.include('NaN');
        expect(path === '' || path.startsWith('M')).to.equal(true);
      }
      const { width, height } = boundsOf(pathOf(type, places.slice(0, least)));
      expect(width + height).to.be.above(0);
    });
  }

  it('fills the rectangle of its corners, whichever they are', () => {
    for (const type of ['rectangle', 'ellipse'] as const) {
      const { x, y, width, height } = boundsOf(pathOf(type, [[50, 10], [10, 30]])); // prettier-ignore
      expect([x, y, width, height].map(Math.round)).to.deep.equal([10, 10, 40, 20]);
    }
  });

  it('has no direction where both ends are one', () => {
    const path = pathOf('arrow', [[5, 5], [5, 5]]); // prettier-ignore
    expect(path).to.not.include('NaN');
  });
});
