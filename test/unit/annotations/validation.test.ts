import { expect } from 'chai';

import { pointCounts } from '../../../src/annotations/annotation.js';
import { maxAnnotations, validAnnotations } from '../../../src/annotations/validation.js';

const length = { id: 'a', type: 'length', points: [[1, 2], [3, 4.5]], frame: 3 }; // prettier-ignore

/** The marks that come out of one, and how many are left out. */
function valid(change: object) {
  return validAnnotations([{ ...length, ...change }]);
}

describe('marks out of JSON', () => {
  it('are what was written, with all members', () => {
    const marks = [
      length,
      { id: 'b', type: 'text', points: [[0, 0]], sopInstanceUID: '1.2', text: '<b>', color: 'red' },
      {
        id: 'c',
        type: 'point',
        points: [[0, 0, -9]],
        plane: 'coronal',
        hidden: true,
        locked: true,
      },
    ];
    expect(validAnnotations(marks)).to.deep.equal({ annotations: marks, dropped: 0 });
    expect(validAnnotations(JSON.parse(JSON.stringify(marks))).annotations).to.deep.equal(marks);
  });

  it('keep members that are not known, and never a measurement', () => {
    const { annotations } = valid({ author: 'A', measurement: { mean: 7 } });
    expect(annotations).to.deep.equal([{ ...length, author: 'A' }]);
  });

  for (const [type, [least, most]] of Object.entries(pointCounts)) {
    it(`have from ${String(least)} to ${String(most)} points where they are of type ${type}`, () => {
      const withPoints = (count: number) =>
        valid({ type, points: Array.from({ length: count }, () => [1, 1]) }).annotations.length;
      expect(withPoints(least)).to.equal(1);
      expect(withPoints(least - 1)).to.equal(0);
      expect(withPoints(Math.min(most, 500))).to.equal(1);
      if (most < Infinity) {
        expect(withPoints(most + 1)).to.equal(0);
      }
    });
  }

  const wrong: [string, object][] = [
    ['an unknown type', { type: 'circle' }],
    ['the name of a method as type', { type: 'toString' }],
    ['no type', { type: undefined }],
    ['a point that is no number', { points: [[1, 2], [NaN, 4]] }], // prettier-ignore
    ['a point of text', { points: [[1, 2], ['3', 4]] }], // prettier-ignore
    ['an infinite point', { points: [[1, 2], [Infinity, 4]] }], // prettier-ignore
    ['a point beyond everything', { points: [[1, 2], [1e7, 4]] }], // prettier-ignore
    ['points of three coordinates on a frame', { points: [[1, 2, 3], [3, 4, 5]] }], // prettier-ignore
    ['points of two coordinates on a plane', { plane: 'axial' }],
    ['no points', { points: undefined }],
    ['an unknown plane', { plane: 'oblique', points: [[1, 2, 3], [3, 4, 5]] }], // prettier-ignore
    ['a frame that is none', { frame: -1 }],
    ['a frame that is text', { frame: '1' }],
  ];
  for (const [name, change] of wrong) {
    it(`are left out with ${name}`, () => {
      expect(valid(change)).to.deep.equal({ annotations: [], dropped: 1 });
    });
  }

  it('are none of what is no list of objects', () => {
    expect(validAnnotations('marks')).to.deep.equal({ annotations: [], dropped: 1 });
    expect(validAnnotations([1, null, [], 'a'])).to.deep.equal({ annotations: [], dropped: 4 });
    const circle: Record<string, unknown> = { ...length };
    circle['self'] = circle;
    expect(validAnnotations([circle])).to.deep.equal({ annotations: [], dropped: 1 });
  });

  it('are without members of another kind than they should be', () => {
    const change = { text: 3, color: 'url(//example.org)', hidden: 'yes', locked: 1 };
    expect(valid(change).annotations).to.deep.equal([length]);
  });

  it('have ids of their own where those are missing or there already', () => {
    const { annotations } = validAnnotations([length, length, { ...length, id: 7 }]);
    const ids = annotations.map(({ id }) => id);
    expect(ids[0]).to.equal('a');
    expect(new Set(ids).size).to.equal(3);
  });

  it('are no more than a page can bear', () => {
    const many = Array.from({ length: maxAnnotations + 2 }, () => ({ ...length, id: '' }));
    const { annotations, dropped } = validAnnotations(many);
    expect(annotations).to.have.length(maxAnnotations);
    expect(dropped).to.equal(2);
  });

  it('change no prototype', () => {
    const [mark] = validAnnotations(
      JSON.parse(`[{"id": "a", "type": "point", "points": [[1, 2]],
      "__proto__": {"hidden": true}}]`),
    ).annotations;
    expect(mark?.hidden).to.equal(undefined);
    expect(({} as { hidden?: boolean }).hidden).to.equal(undefined);
  });
});
