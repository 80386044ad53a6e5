import { expect } from 'chai';

import type { DicomSummary, VoiSummary } from '../../../src/metadata.js';
import type { ViewState } from '../../../src/protocol/messages.js';
import {
  clampIndex,
  displayRatio,
  dragWindow,
  sameView,
  snapWindow,
  voiChoice,
  voiIndex,
  windowStep,
  type ValueRange,
} from '../../../src/view/view.js';
import { storedView } from '../stored-view.js';

const view = storedView;

describe('two views', () => {
  it('are the same if nothing differs', () => {
    expect(sameView(view, { ...view })).to.be.true;
  });

  const changes: Partial<ViewState>[] = [
    { series: 1 },
    { frame: 1 },
    { windowCenter: 0 },
    { windowWidth: 1 },
    { voi: 0 },
    { voi: 'LUNG' },
    { colormap: 'hot' },
    { invert: true },
  ];
  for (const change of changes) {
    it(`differ if one has ${JSON.stringify(change)}`, () => {
      expect(sameView(view, { ...view, ...change })).to.be.false;
    });
  }

  it('are the same where both have no number', () => {
    const odd = { ...view, windowCenter: NaN };
    expect(sameView(odd, { ...odd })).to.be.true;
  });
});

describe('a frame', () => {
  const cases: [asked: number, count: number, shown: number][] = [
    [0, 10, 0],
    [9, 10, 9],
    [10, 10, 9],
    [-1, 10, 0],
    [2.9, 10, 2],
    [NaN, 10, 0],
    [Infinity, 10, 0],
    [3, 0, 3],
  ];
  for (const [asked, count, shown] of cases) {
    it(`${String(asked)} of ${String(count)} is frame ${String(shown)}`, () => {
      expect(clampIndex(asked, count)).to.equal(shown);
    });
  }
});

describe('the ratio of an image', () => {
  const summary = { rows: 100, columns: 200, pixelAspectRatio: 1 } as DicomSummary;

  it('is its width by its height', () => {
    expect(displayRatio(summary)).to.equal(2);
  });

  it('takes pixels that are not square into account', () => {
    expect(displayRatio({ ...summary, pixelAspectRatio: 0.5 })).to.equal(1);
  });
});

describe('a choice of VOI', () => {
  const voi = ['Lung', 'Bone'].map((explanation) => ({ explanation })) as VoiSummary[];

  it('is an index if it is made of digits', () => {
    expect(voiChoice('1')).to.equal(1);
    expect(voiChoice(1)).to.equal(1);
    expect(voiChoice(' 1 ')).to.equal(1);
  });

  it('is an explanation if it is other text', () => {
    expect(voiChoice('Bone')).to.equal('Bone');
    expect(voiChoice('-1')).to.equal('-1');
  });

  it('is absent if there is nothing', () => {
    expect([undefined, null, '', ' '].map(voiChoice)).to.deep.equal([null, null, null, null]);
  });

  it('means the one of that index', () => {
    expect(voiIndex(1, voi)).to.equal(1);
  });

  it('means the one of that name, whatever its case', () => {
    expect(voiIndex('bone', voi)).to.equal(1);
  });

  it('means the first if there is none such', () => {
    expect([null, 2, 'Brain'].map((choice) => voiIndex(choice, voi))).to.deep.equal([0, 0, 0]);
  });
});

describe('the step of a window', () => {
  const cases: [range: ValueRange, step: number][] = [
    [[-1024, 3071], 1],
    [[0, 64], 1],
    [[0, 1], 0.001],
    [[0, 0.5], 0.0001],
    [[7, 7], 1],
  ];
  for (const [range, step] of cases) {
    it(`is ${String(step)} from ${range.map(String).join(' to ')}`, () => {
      expect(windowStep(range)).to.be.closeTo(step, step / 1e6);
    });
  }
});

describe('a drag', () => {
  const window = { windowCenter: 40, windowWidth: 400 };
  const start = { window, range: [0, 1000], leastWidth: 1 } as const;

  it('that goes nowhere changes nothing', () => {
    expect(dragWindow(start, 0, 0)).to.deep.equal(window);
  });

  it('to the right widens the window, by 1 HU for each pixel where it is 400 HU wide', () => {
    expect(dragWindow(start, 50, 0)).to.deep.equal({ ...window, windowWidth: 450 });
  });

  it('down raises the center, up lowers it, also below the range', () => {
    expect(dragWindow(start, 0, 25)).to.deep.equal({ ...window, windowCenter: 65 });
    expect(dragWindow(start, 0, -100)).to.deep.equal({ ...window, windowCenter: -60 });
  });

  it('is faster the wider the window is', () => {
    const wide = { ...start, window: { windowCenter: 300, windowWidth: 1600 } };
    expect(dragWindow(wide, 10, 10)).to.deep.equal({ windowCenter: 340, windowWidth: 1640 });
  });

  it('of a narrow window moves by a step of the range at least', () => {
    const narrow = { ...start, window: { windowCenter: 40, windowWidth: 80 } };
    expect(dragWindow(narrow, 10, 10)).to.deep.equal({ windowCenter: 50, windowWidth: 90 });
  });

  it('to the left stops at the least width', () => {
    expect(dragWindow(start, -1000, 0)).to.deep.equal({ ...window, windowWidth: 1 });
  });

  it('moves in steps of the range', () => {
    const { windowCenter, windowWidth } = dragWindow(start, 12.34, 12.34);
    expect([windowCenter, windowWidth]).to.deep.equal([52, 412]);
  });

  it('of a constant image still moves', () => {
    const constant = { ...start, range: [5, 5] } as const;
    expect(dragWindow(constant, 3, 2)).to.deep.equal({ windowCenter: 42, windowWidth: 403 });
  });
});

describe('a snapped window', () => {
  it('is as wide as its function needs, however small the step', () => {
    const window = { windowCenter: 0.5, windowWidth: 0.25 };
    const snapped = snapWindow(window, { window, range: [0, 1], leastWidth: 1 });
    expect(snapped).to.deep.equal({ windowCenter: 0.5, windowWidth: 1 });
  });

  it('has no digits that binary fractions add', () => {
    const window = { windowCenter: 0.30000000000000004, windowWidth: 0.7 };
    const snapped = snapWindow(window, { window, range: [0, 1], leastWidth: 0.001 });
    expect(snapped).to.deep.equal({ windowCenter: 0.3, windowWidth: 0.7 });
  });
});
