import { expect } from 'chai';

import { storedSpacing } from '../../../src/guides/stored-spacing.js';
import type { DicomDataset } from '../../../src/metadata.js';

const pixelSpacing = { '00280030': { vr: 'DS', Value: [2, 3] } };

/** A region of an ultrasound image: its first and last column and row, its units, and its deltas. */
function region(
  [left, top, right, bottom]: [number, number, number, number],
  units: [number, number],
  deltas: [number, number],
): DicomDataset {
  const number = (vr: string, value: number) => ({ vr, Value: [value] });
  return {
    '00186018': number('UL', left),
    '0018601A': number('UL', top),
    '0018601C': number('UL', right),
    '0018601E': number('UL', bottom),
    '00186024': number('US', units[0]),
    '00186026': number('US', units[1]),
    '0018602C': number('FD', deltas[0]),
    '0018602E': number('FD', deltas[1]),
  };
}

function withRegions(...regions: DicomDataset[]): DicomDataset {
  return { ...pixelSpacing, '00186011': { vr: 'SQ', Value: regions } };
}

describe('the spacing of a stored frame', () => {
  it('is Pixel Spacing, which has rows first', () => {
    expect(storedSpacing(pixelSpacing)).to.deep.equal([3, 2]);
  });

  it('is that of the greatest region of an ultrasound image that is in cm', () => {
    const time = region([0, 0, 99, 99], [4, 3], [0.5, 0.05]); // seconds to the right
    const small = region([0, 0, 9, 9], [3, 3], [0.5, 0.5]);
    const tissue = region([0, 0, 9, 19], [3, 3], [0.02, -0.03]);
    const [columns, rows] = storedSpacing(withRegions(time, small, tissue)) ?? [];
    expect(columns).to.be.closeTo(0.2, 1e-12);
    expect(rows).to.be.closeTo(0.3, 1e-12);
  });

  it('is unknown where no region is in cm, whatever else the file says', () => {
    const time = region([0, 0, 99, 99], [4, 3], [0.5, 0.05]);
    expect(storedSpacing(withRegions(time))).to.equal(undefined);
  });
});
