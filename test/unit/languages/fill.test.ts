import { expect } from 'chai';

import { english, learnEnglish } from '../../../src/languages/english.js';
import { fill, sentence } from '../../../src/languages/fill.js';
import type { Language } from '../../../src/languages/language.js';
import { allMessages } from '../all-english.js';

const german: Language = { ...english, tag: 'de' };

describe('a template', () => {
  it('keeps what is not between braces', () => {
    expect(fill('Nothing: 5 {} { a }', {}, english)).to.equal('Nothing: 5 {} { a }');
  });

  it('takes its parameters by name, in any order, as often as it likes', () => {
    const parameters = { one: 'A', two: 'B' };
    expect(fill('{two}, {one}, {two}', parameters, english)).to.equal('B, A, B');
  });

  it('has text as it is, whatever it looks like', () => {
    expect(fill('{name}!', { name: '$& {name} <b>' }, english)).to.equal('$& {name} <b>!');
  });

  it('has numbers as the language writes them', () => {
    const parameters = { count: 1234567, distance: 2.5 };
    expect(fill('{count} {distance}', parameters, english)).to.equal('1,234,567 2.5');
    expect(fill('{count} {distance}', parameters, german)).to.equal('1.234.567 2,5');
  });

  it('has lists as the language writes them', () => {
    const more = { reason: 'more-names', parameters: { count: 2000 } } as const;
    const parameters = { names: ['a', 'b', more] };
    expect(fill('{names}.', parameters, english)).to.equal('a, b, and 2,000 more.');
    expect(fill('{names}.', { names: ['a', 1234] }, german)).to.equal('a und 1.234.');
  });

  it('has other messages as sentences, of which several follow each other', () => {
    const why = [
      { reason: 'file-not-shown', parameters: { name: 'a.txt', why: notDicom } },
      { reason: 'more-files', parameters: { count: 3 } },
    ] as const;
    const message = { reason: 'none-shown', parameters: { count: 4, why } } as const;
    expect(sentence(message, english)).to.equal(
      'None of 4 files can be shown. a.txt: This is not a DICOM file. And 3 more.',
    );
  });

  it('of a reason that the language lacks is the English one, once that has come', () => {
    const partial = { ...german, messages: {} as Language['messages'] };
    const message = { reason: 'jpeg-cut', parameters: {} } as const;
    expect(sentence(message, partial)).to.equal('jpeg-cut');
    learnEnglish({ 'jpeg-cut': 'The JPEG scan ends early.' });
    expect(sentence(message, partial)).to.equal('The JPEG scan ends early.');
  });

  it('shows the name of a parameter that is missing', () => {
    expect(fill('{count} files', {}, english)).to.equal('{count} files');
  });
});

const notDicom = { reason: 'not-dicom', parameters: {} } as const;

describe('the English texts', () => {
  it('have no parameter that a name in JavaScript can not be', () => {
    const names = Object.values(allMessages).flatMap((text) => text.match(/\{.*?\}/g) ?? []);
    expect(names).not.to.be.empty;
    for (const name of names) {
      expect(name).to.match(/^\{[a-z]+\}$/);
    }
  });
});

describe('a template of a language that is written from right to left', () => {
  const hebrew = { ...english, tag: 'he' };

  it('isolates text, whose characters have an order of their own', () => {
    const filled = fill('{name}: {count}', { name: 'a (1).dcm', count: -5 }, hebrew);
    expect(filled).to.equal('\u2068a (1).dcm\u2069: \u200e-5');
  });
});
