import { expect } from 'chai';

import type { DicomDataset } from '../../../src/metadata.js';
import { TagNode, walk, without } from '../../../src/tags/tag-node.js';
import { dataset, roots } from './sample-tree.js';

describe('the nodes of a data set', () => {
  it('are its elements in order, its items and theirs', () => {
    expect([...walk(roots())].map(({ path, level }) => [path, level])).to.deep.equal([
      ['00080060', 1],
      ['00081140', 1],
      ['00081140/0', 2],
      ['00081140/0/00081150', 3],
      ['00081140/0/00081155', 3],
      ['00081140/1', 2],
      ['00081140/1/00081155', 3],
      ['00100010', 1],
      ['00280030', 1],
      ['00290010', 1],
      ['00291005', 1],
    ]);
  });

  it('are none of what metadata hold beside elements', () => {
    const metadata = { ...dataset, summary: {}, geometry: null } as unknown as DicomDataset;
    expect(TagNode.elementsOf(metadata)).to.have.length(6);
    expect(Object.keys(without(metadata, () => false))).to.have.length(6);
  });

  it('know the creator of a private block', () => {
    expect(
      roots()
        .map(({ key }) => key)
        .slice(-2),
    ).to.deep.equal([
      ['00290010', null],
      ['00291005', 'ACME'],
    ]);
    const [lost] = TagNode.elementsOf({ '00311005': { vr: 'OB' } });
    expect(lost?.key).to.deep.equal(['00311005', null]);
  });

  it('may be left out, also within sequences', () => {
    const left = without(dataset, (tag) => tag === '00081155' || tag === '00100010');
    expect([...walk(TagNode.elementsOf(left))].map(({ path }) => path)).to.deep.equal([
      '00080060',
      '00081140',
      '00081140/0',
      '00081140/0/00081150',
      '00081140/1',
      '00280030',
      '00290010',
      '00291005',
    ]);
    expect(dataset).to.have.property('00100010');
  });
});
