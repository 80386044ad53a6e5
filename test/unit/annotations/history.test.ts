import { expect } from 'chai';

import { History } from '../../../src/annotations/history.js';

describe('the history of marks', () => {
  it('goes back and forth through what was recorded', () => {
    const history = new History<string>();
    history.record('a'); // then b
    history.record('b'); // then c
    expect(history.undo('c')).to.equal('b');
    expect(history.undo('b')).to.equal('a');
    expect(history.undo('a')).to.equal(undefined);
    expect(history.redo('a')).to.equal('b');
    expect(history.redo('b')).to.equal('c');
    expect(history.redo('c')).to.equal(undefined);
  });

  it('can redo nothing after another change', () => {
    const history = new History<string>();
    history.record('a');
    expect(history.undo('b')).to.equal('a');
    history.record('a');
    expect(history.redo('c')).to.equal(undefined);
    expect(history.undo('c')).to.equal('a');
  });

  it('goes back a hundred steps', () => {
    const history = new History<number>();
    for (let step = 0; step < 150; step += 1) {
      history.record(step);
    }
    let last: number | undefined = 150;
    for (let step = 0; step < 100; step += 1) {
      last = history.undo(last ?? NaN);
    }
    expect(last).to.equal(50);
    expect(history.undo(50)).to.equal(undefined);
  });

  it('is empty once it is cleared', () => {
    const history = new History<string>();
    history.record('a');
    history.clear();
    expect(history.undo('b')).to.equal(undefined);
  });
});
