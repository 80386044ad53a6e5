import { expect } from 'chai';

import { put } from './harness.js';

/** A property with an attribute. */
type Reflected =
  | 'src'
  | 'frame'
  | 'windowCenter'
  | 'windowWidth'
  | 'voi'
  | 'colormap'
  | 'invert'
  | 'interpolation'
  | 'overlays'
  | 'autoplay'
  | 'loop'
  | 'fps'
  | 'controls'
  | 'info'
  | 'alt'
  | 'crossOrigin'
  | 'annotationsSrc'
  | 'editable';

interface Reflection {
  attribute: string;
  property: Reflected;
  /** What the property is without the attribute. */
  initial: unknown;
  /** Texts of the attribute and what the property then is. */
  read: [text: string, value: unknown][];
  /** Values of the property and what the attribute then is; null where it is absent. */
  written: [value: unknown, text: string | null][];
}

const number = (attribute: string, property: Reflected): Reflection => ({
  attribute,
  property,
  initial: undefined,
  read: [
    ['40', 40],
    ['-0.5', -0.5],
    ['0', 0],
    ['1e3', 1000],
    ['', undefined],
    ['wide', undefined],
    ['Infinity', undefined],
  ],
  written: [
    [40, '40'],
    [0, '0'],
    [undefined, null],
  ],
});

const flag = (attribute: string, property: Reflected): Reflection => ({
  attribute,
  property,
  initial: false,
  read: [
    ['', true],
    [attribute, true],
    ['false', true],
  ],
  written: [
    [true, ''],
    [false, null],
  ],
});

const reflections: Reflection[] = [
  {
    attribute: 'src',
    property: 'src',
    initial: undefined,
    read: [['data:,', 'data:,']],
    written: [
      ['data:,', 'data:,'],
      [undefined, null],
    ],
  },
  {
    attribute: 'frame',
    property: 'frame',
    initial: 0,
    read: [
      ['3', 3],
      ['0', 0],
    ],
    written: [[3, '3']],
  },
  number('window-center', 'windowCenter'),
  number('window-width', 'windowWidth'),
  {
    attribute: 'voi',
    property: 'voi',
    initial: undefined,
    read: [
      ['1', '1'],
      ['LUNG', 'LUNG'],
    ],
    written: [
      ['LUNG', 'LUNG'],
      [1, '1'],
      [undefined, null],
    ],
  },
  {
    attribute: 'colormap',
    property: 'colormap',
    initial: 'gray',
    read: [['hot', 'hot']],
    written: [['hot', 'hot']],
  },
  flag('invert', 'invert'),
  {
    attribute: 'interpolation',
    property: 'interpolation',
    initial: 'smooth',
    read: [['pixelated', 'pixelated']],
    written: [['pixelated', 'pixelated']],
  },
  {
    attribute: 'overlays',
    property: 'overlays',
    initial: 'on',
    read: [['off', 'off']],
    written: [['off', 'off']],
  },
  flag('autoplay', 'autoplay'),
  flag('loop', 'loop'),
  number('fps', 'fps'),
  flag('controls', 'controls'),
  flag('info', 'info'),
  flag('editable', 'editable'),
  {
    attribute: 'annotations-src',
    property: 'annotationsSrc',
    initial: undefined,
    read: [['data:,[]', 'data:,[]']],
    written: [
      ['data:,[]', 'data:,[]'],
      [undefined, null],
    ],
  },
  {
    attribute: 'alt',
    property: 'alt',
    initial: undefined,
    read: [
      ['A chest', 'A chest'],
      ['', ''],
    ],
    written: [
      ['A chest', 'A chest'],
      [undefined, null],
    ],
  },
  {
    attribute: 'crossorigin',
    property: 'crossOrigin',
    initial: 'anonymous',
    read: [['use-credentials', 'use-credentials']],
    written: [['use-credentials', 'use-credentials']],
  },
];

for (const { attribute, property, initial, read, written } of reflections) {
  describe(`the attribute ${attribute}`, () => {
    it(`is absent at first, and ${property} is ${String(initial)}`, async () => {
      const element = put();
      await element.updateComplete;
      expect(element[property]).to.equal(initial);
      expect(element.hasAttribute(attribute)).to.be.false;
    });

    for (const [text, value] of read) {
      it(`="${text}" makes the property ${String(value)}`, () => {
        expect(put({ [attribute]: text })[property]).to.equal(value);
      });
    }

    it('leaves the property as it was at first when it is removed', async () => {
      const [text] = read[0] ?? [''];
      const element = put({ [attribute]: text });
      await element.updateComplete;
      element.removeAttribute(attribute);
      await element.updateComplete;
      expect(element[property]).to.equal(initial);
      expect(element.hasAttribute(attribute)).to.be.false;
    });

    for (const [value, text] of written) {
      it(`is ${text === null ? 'absent' : `"${text}"`} for the property ${String(value)}`, async () => {
        const element = put();
        if (value === undefined || value === false) {
          element.setAttribute(attribute, read[0]?.[0] ?? '');
        }
        Object.assign(element, { [property]: value });
        await element.updateComplete;
        expect(element.getAttribute(attribute)).to.equal(text);
      });
    }
  });
}
