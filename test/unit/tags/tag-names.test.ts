import { expect } from 'chai';

import type { TagKey } from '../../../src/protocol/messages.js';
import { TagNames } from '../../../src/tags/tag-names.js';

describe('names of elements', () => {
  it('are asked for once', async () => {
    const asked: TagKey[][] = [];
    const names = new TagNames((tags) => {
      asked.push(tags);
      return Promise.resolve(tags.map(([tag, creator]) => ['', `${tag} of ${String(creator)}`]));
    });
    const rows: TagKey = ['00280010', null];
    const theirs: TagKey = ['00291010', 'A'];
    const others: TagKey = ['00291010', 'B'];
    const first = names.fetch([rows, theirs, rows]);
    const second = names.fetch([rows, others]);
    expect(names.of(rows)).to.deep.equal({ keyword: '', name: '' });
    await Promise.all([first, second]);
    expect(asked).to.deep.equal([[rows, theirs], [others]]);
    expect(names.fetch([rows, theirs, others])).to.equal(undefined);
    expect([rows, theirs, others].map((key) => names.of(key).name)).to.deep.equal([
      '00280010 of null',
      '00291010 of A',
      '00291010 of B',
    ]);
  });

  it('are asked for again where they could not be had', async () => {
    let fails = true;
    const names = new TagNames((tags) =>
      fails ? Promise.reject(new Error('gone')) : Promise.resolve(tags.map(() => ['Rows', 'Rows'])),
    );
    await names.fetch([['00280010', null]]);
    expect(names.of(['00280010', null]).name).to.equal('');
    fails = false;
    await names.fetch([['00280010', null]]);
    expect(names.of(['00280010', null]).name).to.equal('Rows');
  });
});
