import { expect } from 'chai';

import { language as german } from '../../../src/languages/de/language.js';
import { english, learnEnglish } from '../../../src/languages/english.js';
import { language as spanish } from '../../../src/languages/es/language.js';
import { language as french } from '../../../src/languages/fr/language.js';
import { language as japanese } from '../../../src/languages/ja/language.js';
import type { Language } from '../../../src/languages/language.js';
import { addLanguage, followLanguages, languageOf } from '../../../src/languages/languages.js';
import { language as chinese } from '../../../src/languages/zh-Hant/language.js';
import { laterMessages } from '../all-english.js';

learnEnglish(laterMessages);

/** All texts of a language by where they stand, as `controls.play`. */
function textsOf(language: Language): Map<string, string> {
  const groups = Object.entries<string | Record<string, string>>({ ...language });
  const texts = groups.flatMap(([group, keys]) =>
    typeof keys === 'string'
      ? []
      : Object.entries(keys).map(([key, text]) => [`${group}.${key}`, text] as const),
  );
  return new Map(texts);
}

function parametersOf(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

/** Texts that need no translation: numbers, units, and what radiology calls the same everywhere. */
const sameEverywhere = [
  'controls.millimetres',
  'controls.seriesOption',
  'controls.speedOption',
  'controls.window',
  'image.position',
  'image.window',
  'image.zoom',
  'info.size',
];

/** Texts that happen to be the same in English and in a language. */
const sameWords: Record<string, string[]> = {
  de: [
    'announcements.plane',
    'progress.bytes',
    'controls.oneToOne',
    'markTypes.ellipse',
    'markTypes.text',
    'presets.abdomen',
    'presets.mediastinum',
    'presets.subdural',
    'controls.info',
    'controls.max',
    'controls.min',
    'controls.overlays',
    'controls.pause',
    'controls.axial',
    'controls.sagittal',
    'image.axial',
    'image.sagittal',
    'info.bits',
    'info.patient',
    'info.patientId',
    'info.patientName',
    'messages.file-not-shown',
    'pipeline.name',
    'tags.tags',
  ],
  es: [
    'announcements.plane',
    'progress.bytes',
    'controls.oneToOne',
    'presets.abdomen',
    'presets.subdural',
    'controls.axial',
    'controls.coronal',
    'image.axial',
    'image.coronal',
    'info.bits',
    'messages.file-not-shown',
    'tags.bytes',
  ],
  fr: [
    'controls.oneToOne',
    'marks.point',
    'markTypes.angle',
    'markTypes.ellipse',
    'markTypes.point',
    'markTypes.rectangle',
    'presets.abdomen',
    'controls.axial',
    'controls.coronal',
    'controls.max',
    'controls.min',
    'controls.pause',
    'controls.sagittal',
    'image.stage',
    'info.bits',
    'info.image',
    'info.imageType',
    'layers.contours',
    'layers.dose',
    'layers.segmentation',
    'info.patient',
    'info.seriesDescription',
    'info.studyDate',
    'info.studyDescription',
  ],
};

describe('the texts of', () => {
  const expected = textsOf(english);
  for (const language of [german, spanish, french, japanese, chinese]) {
    describe(language.tag, () => {
      const texts = textsOf(language);

      it('are all there, and no others', () => {
        expect([...texts.keys()].sort()).to.deep.equal([...expected.keys()].sort());
        expect([...texts].filter(([, text]) => text.trim() === '')).to.be.empty;
      });

      it('have exactly the parameters of the English ones', () => {
        for (const [key, text] of texts) {
          const parameters = parametersOf(expected.get(key) ?? '');
          expect(parametersOf(text), key).to.deep.equal(parameters);
        }
      });

      it('are translated, but for those that are the same words', () => {
        const same = [...texts].filter(([key, text]) => text === expected.get(key));
        const allowed = [...sameEverywhere, ...(sameWords[language.tag] ?? [])];
        expect(same.map(([key]) => key).sort()).to.deep.equal(allowed.sort());
      });

      it('end sentences as the English ones do', () => {
        for (const [key, text] of texts) {
          const isSentence = /[.?]$/.test(expected.get(key) ?? '');
          expect(/[.?。？]$/.test(text), key).to.equal(isSentence);
        }
      });
    });
  }
});

describe('the language of a tag', () => {
  it('is English with the numbers and dates of the tag, or else plain English', () => {
    expect(languageOf('en-GB')).to.deep.equal({ ...english, tag: 'en-GB' });
    for (const tag of ['', 'tlh', 'zh-CN', 'no tag']) {
      expect(languageOf(tag), tag).to.equal(english);
    }
  });

  it('stays English where its file can not be fetched', async () => {
    expect(languageOf('fr')).to.equal(english);
    const url = new URL('/src/languages/languages/fr.js', location.href).href;
    while (!performance.getEntriesByName(url)[0]) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await new Promise((resolve) => setTimeout(resolve));
    expect(languageOf('fr')).to.equal(english);
  });

  it('is one that was added, and English where that lacks texts', () => {
    const heard: string[] = [];
    const unfollow = followLanguages(() => heard.push(languageOf('it-CH').controls.play));
    addLanguage({ tag: 'it', controls: { play: 'Riproduci' }, yearsOld: '{count} anni' });
    unfollow();
    addLanguage({ tag: 'it', controls: { play: 'Avvia' }, messages: { 'no-file': 'Nulla.' } });
    expect(heard).to.deep.equal(['Riproduci']);
    const { tag, controls, messages, advice, yearsOld } = languageOf('it-CH');
    expect([tag, yearsOld]).to.deep.equal(['it-CH', undefined]);
    expect([controls.play, controls.pause]).to.deep.equal(['Avvia', 'Pause']);
    expect(messages).to.include({ 'no-file': 'Nulla.', 'not-files': 'These are not files.' });
    expect(advice).to.deep.equal(english.advice);
  });

  it('is the same language each time, until another comes', () => {
    addLanguage({ tag: 'FI-fi' });
    const finnish = languageOf('fi');
    expect(languageOf('fi')).to.equal(finnish);
    addLanguage({ tag: 'fi-FI', controls: { play: 'Toista' } });
    expect(languageOf('fi').controls.play).to.equal('Toista');
  });

  it('can not be added under what is no tag', () => {
    expect(() => {
      addLanguage({ tag: 'it_IT' });
    }).to.throw(RangeError);
  });
});
