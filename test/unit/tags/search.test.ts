import { expect } from 'chai';

import { find, textTest } from '../../../src/tags/search.js';
import { walk } from '../../../src/tags/tag-node.js';
import { rowsOf } from '../../../src/tags/tag-rows.js';
import { roots, sampleNames } from './sample-tree.js';

const atOnce = () => Promise.resolve();

/** The paths that a search leaves, and how many elements it finds. */
async function search(query: string): Promise<[paths: string[], count: number]> {
  const nodes = roots();
  const names = sampleNames();
  await names.fetch([...walk(nodes)].map(({ key }) => key));
  const found = await find(nodes, textTest(query, names), atOnce, () => false);
  const rows = rowsOf(nodes, new Map(), found);
  return [rows.map(({ node }) => node.path), found.count];
}

describe('a search', () => {
  for (const [query, paths] of [
    ['(0028,0030)', ['00280030']],
    ['00280030', ['00280030']],
    ['0028,00', ['00280030']],
    ['pixelspac', ['00280030']],
    ['Pixel spacing ', ['00280030']],
    ['0.25', ['00280030']],
    ['jane', ['00100010']],
    ['どう', ['00100010']],
    ['pn', ['00100010']],
    ['of acme', ['00291005']],
    ['1.2.5', ['00081140', '00081140/1', '00081140/1/00081155']],
    ['ui', ['00081140', '00081140/0', '00081140/0/00081150', '00081140/0/00081155', '00081140/1', '00081140/1/00081155']], // prettier-ignore
    ['nowhere', []],
  ] as const) {
    it(`for ${query} finds ${paths.at(-1) ?? 'nothing'}, with what holds it`, async () => {
      const [found] = await search(query);
      expect(found).to.deep.equal(paths);
    });
  }

  it('counts elements, and no items', async () => {
    expect(await search('1.2.')).to.have.property('1', 3);
  });

  it('leaves what it finds whole', async () => {
    const nodes = roots();
    const isSequence = (node: { tag: string }) => node.tag === '00081140';
    const found = await find(nodes, isSequence, atOnce, () => false);
    const folded = rowsOf(nodes, new Map(), found);
    expect(folded.map(({ isExpanded }) => isExpanded)).to.deep.equal([false]);
    const open = new Map([
      ['00081140', true],
      ['00081140/0', true],
    ]);
    expect(rowsOf(nodes, open, found)).to.have.length(5);
  });

  it('ends when nobody waits for it', async () => {
    const many = Array.from({ length: 400 }, roots).flat();
    let tests = 0;
    await find(many, () => (tests += 1) > 0, atOnce, () => true); // prettier-ignore
    expect(tests).to.be.lessThan(600);
  });
});
