import { expect } from 'chai';

import type { Control } from '../../../src/pipeline/reply.js';
import { valueInForce } from '../../../src/pipeline-panel/value.js';

function control(kind: Control['kind'], rest: Partial<Control>): Control {
  const none = { minimum: null, maximum: null, step: null, unit: '', choices: [], default: 0 };
  return { name: 'a', label: 'A', kind, ...none, ...rest };
}

// As `Parameter.value` of python/dicom_viewer/pipeline/controls.py.
describe('the value of a parameter', () => {
  it('is a number within bounds, or the default of what is none', () => {
    const bounded = control('number', { default: 1, minimum: 0, maximum: 6 });
    const given = [2.5, 99, -1, undefined, '3', NaN, Infinity, true, null];
    expect(given.map((each) => valueInForce(bounded, each))).to.deep.equal([
      2.5, 6, 0, 1, 1, 1, 1, 1, 1,
    ]);
    expect(valueInForce(control('number', { default: 1 }), -1e9)).to.equal(-1e9);
  });

  it('is a whole number where the parameter is', () => {
    const whole = control('integer', { default: 2, minimum: 1, maximum: 5 });
    expect([3.4, 3.6, 0.4].map((each) => valueInForce(whole, each))).to.deep.equal([3, 4, 1]);
  });

  it('is one of its choices, by their texts', () => {
    const chosen = control('choice', { default: 'soft', choices: ['soft', '2'] });
    expect(['2', 2, 'hard', undefined].map((each) => valueInForce(chosen, each))).to.deep.equal([
      '2',
      '2',
      'soft',
      'soft',
    ]);
  });

  it('is true or false, or a text', () => {
    const on = control('switch', { default: true });
    expect([false, 'false', undefined].map((each) => valueInForce(on, each))).to.deep.equal([
      false,
      true,
      true,
    ]);
    const note = control('text', { default: 'none' });
    expect(['', 3].map((each) => valueInForce(note, each))).to.deep.equal(['', 'none']);
  });
});
