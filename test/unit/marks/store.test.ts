import { expect } from 'chai';

import type { Annotation, AnnotationAction } from '../../../src/annotations/annotation.js';
import { MarkStore } from '../../../src/marks/store.js';

const a: Annotation = { id: 'a', type: 'point', points: [[1, 2]], frame: 0 };
const b: Annotation = { id: 'b', type: 'point', points: [[3, 4]], frame: 0 };
const moved: Annotation = { ...a, points: [[9, 9]] };

describe('the store of marks', () => {
  let told: [AnnotationAction, Annotation][];
  let host: ConstructorParameters<typeof MarkStore>[0];
  let store: MarkStore;

  beforeEach(() => {
    told = [];
    host = {
      annotations: [a],
      emit: (action, annotation) => told.push([action, annotation]),
      requestUpdate: () => undefined,
    };
    store = new MarkStore(host);
  });

  it('adds a mark and chooses it', () => {
    store.add(b);
    expect(host.annotations).to.deep.equal([a, b]);
    expect(store.selected).to.equal(b);
    expect(told).to.deep.equal([['add', b]]);
  });

  it('tells once of a mark that is chosen, and not of none', () => {
    store.select(a);
    store.select(a);
    store.select(undefined);
    expect(told).to.deep.equal([['select', a]]);
    expect(store.selected).to.equal(undefined);
  });

  it('tells of a drag once, at its end, and undoes it in one step', () => {
    store.preview({ ...a, points: [[5, 5]] });
    store.preview(moved);
    expect(host.annotations).to.deep.equal([moved]);
    expect(told).to.be.empty;
    store.keep('a');
    expect(told).to.deep.equal([['change', moved]]);
    expect(store.undo()).to.equal(true);
    expect(host.annotations).to.deep.equal([a]);
    expect(store.undo()).to.equal(false);
    expect(store.redo()).to.equal(true);
    expect(host.annotations).to.deep.equal([moved]);
    expect(told.map(([action]) => action)).to.deep.equal(['change', 'change', 'change']);
  });

  it('takes a drag back', () => {
    store.preview(moved);
    store.restore();
    expect(host.annotations).to.deep.equal([a]);
    expect(store.undo()).to.equal(false);
    expect(told).to.be.empty;
  });

  it('has no step for a drag that ends where it began', () => {
    store.preview(moved);
    store.preview({ ...a });
    store.keep('a');
    expect(store.undo()).to.equal(false);
    expect(told).to.be.empty;
  });

  it('tells of what comes and goes when steps are undone and redone', () => {
    store.add(b);
    store.remove(a);
    told = [];
    store.undo();
    expect(host.annotations).to.deep.equal([a, b]);
    store.undo();
    expect(host.annotations).to.deep.equal([a]);
    store.redo();
    expect(told).to.deep.equal([
      ['add', a],
      ['remove', b],
      ['add', b],
    ]);
  });

  it('reveals a mark, which is no step', () => {
    host.annotations = [{ ...a, hidden: true }];
    store.reveal({ ...a, hidden: true });
    expect(host.annotations).to.deep.equal([{ ...a, hidden: false }]);
    expect(told).to.deep.equal([['reveal', { ...a, hidden: false }]]);
    expect(store.undo()).to.equal(false);
  });

  it('notes a measurement, which is no step, unless the mark has changed since', () => {
    const measurement = { mean: 7 };
    store.measured(a, measurement);
    expect(host.annotations).to.deep.equal([{ ...a, measurement }]);
    store.measured(a, { mean: 8 });
    expect(host.annotations).to.deep.equal([{ ...a, measurement }]);
    expect(store.undo()).to.equal(false);
    expect(told).to.be.empty;
  });

  it('forgets steps of marks that the page has replaced', () => {
    store.add(b);
    host.annotations = [];
    store.forget();
    expect(store.undo()).to.equal(false);
  });
});
