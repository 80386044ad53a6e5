import { expect } from 'chai';

import type { AnnotationType } from '../../../src/annotations/annotation.js';
import type { Place } from '../../../src/annotations/projection.js';
import {
  begun,
  canBeClosed,
  isComplete,
  placesSeen,
  withClick,
  withDrag,
  type Drawing,
} from '../../../src/marks/drawing.js';

const [a, b, c, d]: [Place, Place, Place, Place] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 4],
];

/** A drawing after clicks. */
function clicked(type: AnnotationType, ...places: Place[]): Drawing {
  return places.reduce(withClick, begun(type, 0));
}

describe('a mark that is being drawn', () => {
  it('takes a point from each click', () => {
    expect(clicked('angle', a, b).places).to.deep.equal([a, b]);
    expect(isComplete(clicked('angle', a, b))).to.equal(false);
    expect(isComplete(clicked('angle', a, b, c))).to.equal(true);
  });

  it('takes both ends of a drag where a line begins', () => {
    expect(withDrag(begun('length', 0), a, b).places).to.deep.equal([a, b]);
    const cobb = withDrag(withDrag(begun('cobb', 0), a, b), c, d);
    expect(cobb.places).to.deep.equal([a, b, c, d]);
    expect(isComplete(cobb)).to.equal(true);
  });

  it('takes the end alone of a drag that goes on with a line', () => {
    expect(withDrag(clicked('angle', a, b), c, d).places).to.deep.equal([a, b, d]);
    expect(withDrag(clicked('cobb', a), c, d).places).to.deep.equal([a, d]);
    expect(withDrag(begun('point', 0), a, b).places).to.deep.equal([b]);
  });

  it('is a polygon from three corners on, and never complete by itself', () => {
    expect(canBeClosed(clicked('polygon', a, b))).to.equal(false);
    expect(canBeClosed(clicked('polygon', a, b, c))).to.equal(true);
    expect(isComplete(clicked('polygon', a, b, c, d, a, b))).to.equal(false);
  });

  it('is seen with the place of the pointer', () => {
    expect(placesSeen({ ...clicked('polygon', a), next: b })).to.deep.equal([a, b]);
    expect(placesSeen(clicked('polygon', a))).to.deep.equal([a]);
  });
});
