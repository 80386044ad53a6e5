import { expect } from 'chai';

import { isRightToLeft, nearestTag } from '../../../src/languages/nearest-tag.js';

const tags = ['en', 'de', 'es', 'fr', 'ja', 'zh-Hant'];

describe('the nearest language', () => {
  const nearest: Record<string, string | undefined> = {
    de: 'de',
    'de-AT': 'de',
    'DE-ch-1996': 'de',
    'en-GB': 'en',
    'es-419': 'es',
    'fr-CA': 'fr',
    'ja-JP': 'ja',
    'zh-Hant': 'zh-Hant',
    'zh-TW': 'zh-Hant',
    'zh-HK': 'zh-Hant',
    'zh-Hant-TW': 'zh-Hant',
    'zh-hant-mo': 'zh-Hant',
    zh: undefined,
    'zh-CN': undefined,
    'zh-Hans': undefined,
    'ja-Latn': undefined,
    nl: undefined,
    '': undefined,
    de_DE: undefined,
    'x-private': undefined,
  };
  for (const [wanted, tag] of Object.entries(nearest)) {
    it(`to “${wanted}” is ${tag ?? 'none'}`, () => {
      expect(nearestTag(wanted, tags)).to.equal(tag);
    });
  }

  it('is that of the same region where there are several', () => {
    const both = ['pt-BR', 'pt-PT'];
    const found = ['pt', 'pt-PT', 'pt-AO'].map((wanted) => nearestTag(wanted, both));
    expect(found).to.deep.equal(['pt-BR', 'pt-PT', 'pt-BR']);
  });
});

describe('a language', () => {
  it('is written from right to left by its script', () => {
    const written = ['ar', 'he', 'fa-IR', 'az-Arab', 'az', 'de', ''].map(isRightToLeft);
    expect(written).to.deep.equal([true, true, true, true, false, false, false]);
  });
});
