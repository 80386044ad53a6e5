import { expect } from 'chai';

import { english } from '../../../src/languages/english.js';
import { language as japanese } from '../../../src/languages/ja/language.js';
import type { Language } from '../../../src/languages/language.js';
import { language as chinese } from '../../../src/languages/zh-Hant/language.js';
import { elementText } from '../../../src/templates/element-text.js';
import type { DicomValue } from '../../../src/metadata.js';

const languages = ['en', 'en-GB', 'de', 'es', 'fr'].map((tag) => ({ ...english, tag }));

function write(vr: string, value: DicomValue, language: Language = english): string {
  return elementText({ vr, Value: [value] }, language);
}

function inAll(vr: string, value: DicomValue): string[] {
  return [...languages, japanese, chinese].map((language) => write(vr, value, language));
}

describe('the text of', () => {
  it('a date is as the language has it', () => {
    expect(inAll('DA', '20040119')).to.deep.equal([
      'Jan 19, 2004',
      '19 Jan 2004',
      '19.01.2004',
      '19 ene 2004',
      '19 janv. 2004',
      '2004/01/19',
      '2004年1月19日',
    ]);
    expect(write('DA', '1997.07.04')).to.equal('Jul 4, 1997');
  });

  it('a time has 24 hours, and what is known of it', () => {
    expect(inAll('TM', '072730')).to.deep.equal(Array(7).fill('07:27:30'));
    const texts = ['193005.123456', '0005', '00:05:09'].map((time) => write('TM', time));
    expect(texts).to.deep.equal(['19:30:05', '00:05', '00:05:09']);
    expect(write('TM', '07', { ...english, tag: 'fr' })).to.equal('07 h');
  });

  it('an age has its unit', () => {
    expect(inAll('AS', '040Y')).to.deep.equal([
      '40 years',
      '40 years',
      '40 Jahre',
      '40 años',
      '40 ans',
      '40歳',
      '40 歲',
    ]);
    const texts = ['001Y', '018M', '003W', '002D'].map((age) => write('AS', age));
    expect(texts).to.deep.equal(['1 year', '18 months', '3 weeks', '2 days']);
    expect(write('AS', '018M', japanese)).to.equal('18 か月');
  });

  it('what the standard does not know is as it is stored', () => {
    const stored: [vr: string, text: string][] = [
      ['DA', '20041399'],
      ['DA', '20040231'],
      ['DA', 'yesterday'],
      ['TM', '250000'],
      ['TM', '240000'],
      ['TM', '1'],
      ['AS', '40'],
      ['AS', '40Y'],
    ];
    expect(stored.map(([vr, text]) => write(vr, text))).to.deep.equal(
      stored.map(([, text]) => text),
    );
  });

  it('a number has the decimal sign of the language, and all its digits', () => {
    expect(inAll('DS', -1024.661468)).to.deep.equal([
      '-1024.661468',
      '-1024.661468',
      '-1024,661468',
      '-1024,661468',
      '-1024,661468',
      '-1024.661468',
      '-1024.661468',
    ]);
  });

  it('several values are apart, and those that are empty left out', () => {
    const text = elementText({ vr: 'CS', Value: ['ORIGINAL', null, 'AXIAL'] }, english);
    expect(text).to.equal('ORIGINAL \\ AXIAL');
    expect(elementText({ vr: 'DS', Value: [0.5, 0.25] }, english)).to.equal('0.5 \\ 0.25');
    expect([elementText(undefined, english), elementText({ vr: 'LO' }, english)]).to.deep.equal([
      '',
      '',
    ]);
  });
});
