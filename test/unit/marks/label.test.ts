import { expect } from 'chai';

import type { Annotation, Measurement } from '../../../src/annotations/annotation.js';
import type { Place } from '../../../src/annotations/projection.js';
import { linesOf, placedLabel } from '../../../src/marks/label.js';

const pane = { width: 400, height: 300 };

function lines(measurement: Measurement, text?: string): string[] {
  const mark: Annotation = { id: 'a', type: 'length', points: [], measurement };
  return linesOf(text === undefined ? mark : { ...mark, text }, 'en');
}

function around(left: number, top: number, right: number, bottom: number): Place[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
  ];
}

describe('the lines of a label', () => {
  it('are a text and what is measured', () => {
    const length = { value: 12.3456, unit: 'mm', from: 'PixelSpacing' };
    expect(lines({ length }, 'Nodule')).to.deep.equal(['Nodule', '12.35 mm']);
    expect(lines({ angle: { value: 45.678, unit: '°' } })).to.deep.equal(['45.68°']);
    expect(lines({}, 'Text')).to.deep.equal(['Text']);
    expect(lines({})).to.be.empty;
  });

  it('are mean and deviation, extremes and area of a region', () => {
    const region = {
      ...{ mean: 40.04, standardDeviation: 3.456, minimum: -12, maximum: 91 },
      ...{ count: 20, unit: 'HU', area: { value: 6.5, unit: 'mm²' } },
    };
    expect(lines(region)).to.deep.equal(['40.04 ± 3.456 HU', '-12 … 91', '6.5 mm²']);
    expect(lines({ ...region, unit: '' })[0]).to.equal('40.04 ± 3.456');
    expect(lines({ count: 0, unit: 'HU', area: region.area })).to.deep.equal(['6.5 mm²']);
  });

  it('are one value of a probe', () => {
    const value = {
      mean: -6,
      standardDeviation: 0,
      minimum: -6,
      maximum: -6,
      count: 1,
      unit: 'HU',
    };
    expect(lines(value)).to.deep.equal(['-6 HU']);
  });
});

describe('a label', () => {
  it('stands outside of its mark, and a line leads from the outline to it', () => {
    const label = placedLabel(['12 mm'], around(100, 100, 200, 150), pane, []);
    const isOutside = label.left >= 200 || label.right <= 100 || label.top >= 150 || label.bottom <= 100; // prettier-ignore
    expect(isOutside).to.equal(true);
    const [from, to] = label.leader;
    expect(from).to.deep.equal([200, 125]);
    expect(to[0]).to.equal(label.left);
  });

  it('begins at the line of a mark that is none of its bounds', () => {
    const diagonal: Place[] = [
      [100, 100],
      [200, 200],
    ];
    const { leader } = placedLabel(['12 mm'], diagonal, pane, []);
    const [[x, y]] = leader;
    expect(x).to.be.closeTo(y, 1e-9);
  });

  for (const [name, mark] of [
    ['right', around(350, 100, 395, 150)],
    ['top right', around(350, 0, 400, 30)],
    ['bottom left', around(0, 280, 30, 300)],
  ] as const) {
    it(`lies within the pane of a mark at the ${name}`, () => {
      const label = placedLabel(['123.4 ± 56.7 HU', 'x'], mark, pane, []);
      expect(Math.min(label.left, label.top)).to.be.at.least(0);
      expect(label.right).to.be.at.most(pane.width);
      expect(label.bottom).to.be.at.most(pane.height);
    });
  }

  it('covers no other label where there is room', () => {
    const mark = around(100, 100, 200, 150);
    const first = placedLabel(['12 mm'], mark, pane, []);
    const second = placedLabel(['12 mm'], mark, pane, [first]);
    const isApart = second.left >= first.right || second.right <= first.left || second.top >= first.bottom || second.bottom <= first.top; // prettier-ignore
    expect(isApart).to.equal(true);
  });
});
