import { expect } from 'chai';
import { nothing, render } from 'lit';

import { choice, range, toggle } from '../../../src/controls/fields.js';
import { button } from '../../../src/templates/button.js';

describe('a field', () => {
  let page: HTMLElement;

  beforeEach(() => {
    page = document.createElement('div');
    document.body.append(page);
  });
  afterEach(() => {
    page.remove();
  });

  function find<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
    const found = page.querySelector(name);
    if (!found) {
      throw new Error(`The field has no ${name}.`);
    }
    return found;
  }

  describe('to choose from', () => {
    const options = [
      { value: undefined, text: 'As stored' },
      { value: 'axial', text: 'Axial' },
      { value: 'mpr', text: 'All planes' },
    ];
    let values: (string | undefined)[];

    beforeEach(() => {
      values = [];
    });

    function show(chosen: string | undefined): HTMLSelectElement {
      render(
        choice('Plane', options, chosen, (value) => values.push(value)),
        page,
      );
      return find('select');
    }

    function choose(select: HTMLSelectElement, index: number): void {
      select.selectedIndex = index;
      select.dispatchEvent(new Event('change'));
    }

    it('lists the options under its label, the chosen one selected', () => {
      const select = show('axial');
      expect([select.ariaLabel, select.value]).to.deep.equal(['Plane', 'axial']);
      const texts = [...select.options].map(({ text }) => text);
      expect(texts).to.deep.equal(['As stored', 'Axial', 'All planes']);
    });

    it('passes on the value that is chosen, also none', () => {
      const select = show('axial');
      choose(select, 2);
      choose(select, 0);
      expect(values).to.deep.equal(['mpr', undefined]);
    });

    it('follows the value that is shown', () => {
      show('axial');
      expect(show('mpr').selectedIndex).to.equal(2);
      expect(show(undefined).selectedIndex).to.equal(0);
    });

    it('goes back where the value that was chosen is refused', () => {
      const select = show('axial');
      choose(select, 2);
      expect(show('axial').value).to.equal('axial');
    });

    it('has values that are numbers', () => {
      const numbers: number[] = [];
      const frames = [3, 7].map((value) => ({ value, text: `Frame ${String(value)}` }));
      render(
        choice('Frame', frames, 3, (value) => numbers.push(value)),
        page,
      );
      choose(find('select'), 1);
      expect(numbers).to.deep.equal([7]);
    });
  });

  describe('that stays pressed', () => {
    for (const pressed of [false, true]) {
      it(`is ${pressed ? 'released' : 'pressed'} by a click`, () => {
        const values: boolean[] = [];
        render(
          toggle('Invert', pressed, (value) => values.push(value)),
          page,
        );
        const { ariaPressed, type, textContent } = find('button');
        expect([ariaPressed, type, textContent]).to.deep.equal([
          String(pressed),
          'button',
          'Invert',
        ]);
        find('button').click();
        expect(values).to.deep.equal([!pressed]);
      });
    }
  });

  describe('with a range', () => {
    let values: number[];

    beforeEach(() => {
      values = [];
      const state = { bounds: [-100, 100] as const, step: 0.5, value: 40, text: '40 mm' };
      render(
        range('Slab', state, (value) => values.push(value)),
        page,
      );
    });

    it('has its label, its bounds, its step and its value', () => {
      const { min, max, step, value, labels, part } = find('input');
      expect([min, max, step, value]).to.deep.equal(['-100', '100', '0.5', '40']);
      expect(labels?.[0]?.textContent).to.include('Slab');
      expect(part.value).to.equal('slider');
    });

    it('says its value in words, to the eye and to the ear', () => {
      expect([find('output').value, find('input').ariaValueText]).to.deep.equal(['40 mm', '40 mm']);
    });

    it('passes on each value while it is dragged', () => {
      for (const value of ['41.5', '-7']) {
        find('input').value = value;
        find('input').dispatchEvent(new InputEvent('input'));
      }
      expect(values).to.deep.equal([41.5, -7]);
    });
  });

  describe('that acts at once', () => {
    it('acts on each click', () => {
      let clicks = 0;
      const click = () => {
        clicks += 1;
      };
      render(button('Reset', click), page);
      find('button').click();
      find('button').click();
      expect(clicks).to.equal(2);
      expect(find('button').hasAttribute('class')).to.be.false;
      expect(find('button').ariaPressed).to.equal(null);
    });

    it('has a class where it is asked for', () => {
      render(
        button('Play', () => nothing, 'play'),
        page,
      );
      expect(find('button').className).to.equal('play');
    });
  });
});
