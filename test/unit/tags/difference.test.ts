import { expect } from 'chai';

import type { DicomDataset } from '../../../src/metadata.js';
import { differences, differencesOfFrames } from '../../../src/tags/difference.js';
import { without } from '../../../src/tags/tag-node.js';
import { dataset } from './sample-tree.js';

const text = (value: string) => ({ vr: 'LO', Value: [value] });

describe('what differs', () => {
  it('is nothing between equal data sets', () => {
    expect([...differences(dataset, structuredClone(dataset))]).to.be.empty;
  });

  it('is each element of another value, and what holds it', () => {
    const other = structuredClone(dataset);
    other['00280030'] = { vr: 'DS', Value: [0.5, 0.5] };
    const [, item] = other['00081140']?.Value as DicomDataset[];
    Object.assign(item ?? {}, { '00081155': { vr: 'UI', Value: ['1.9'] } });
    expect([...differences(dataset, other)].sort()).to.deep.equal([
      '00081140',
      '00081140/1',
      '00081140/1/00081155',
      '00280030',
    ]);
  });

  it('is what was not there before, with all that is in it', () => {
    const other = without(dataset, (tag) => tag === '00081140');
    expect([...differences(dataset, other)].sort()).to.deep.equal([
      '00081140',
      '00081140/0',
      '00081140/0/00081150',
      '00081140/0/00081155',
      '00081140/1',
      '00081140/1/00081155',
    ]);
  });

  it('is a sequence that has lost an item', () => {
    const other = structuredClone(dataset);
    other['00081140']?.Value?.push({});
    expect([...differences(dataset, other)]).to.deep.equal(['00081140']);
  });

  it('is of two frames what their functional groups have', () => {
    const groups = ['a', 'b'].map((stack) => ({
      '00209111': { vr: 'SQ', Value: [{ '00209056': text(stack), '00209057': text('same') }] },
    }));
    const enhanced: DicomDataset = {
      '00080060': text('MR'),
      '52009230': { vr: 'SQ', Value: groups },
    };
    expect([...differencesOfFrames(enhanced, 1, 0)].sort()).to.deep.equal([
      '52009230',
      '52009230/1',
      '52009230/1/00209111',
      '52009230/1/00209111/0',
      '52009230/1/00209111/0/00209056',
    ]);
    expect([...differencesOfFrames(dataset, 1, 0)]).to.be.empty;
  });
});
