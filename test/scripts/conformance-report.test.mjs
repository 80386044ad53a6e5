// The text of docs/conformance.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { conformanceReport, lossyDisagreements } from '../../scripts/conformance-report.mjs';
import { project } from '../../scripts/paths.mjs';

const reference = { by: 'gdcm', sha256: '00', rows: 1, columns: 1 };

function image(name, outcomes, entry = {}) {
  const views = outcomes.map(({ attributes }) => ({ attributes, references: [reference] }));
  const file = { name, src: `/${name}`, collection: 'corpus', tolerance: 0, views };
  const kinds = { transferSyntax: 'RLE', photometricInterpretation: 'RGB' };
  return { file: { ...file, ...kinds, ...entry }, result: { src: `/${name}`, outcomes } };
}

function reportOf(...images) {
  return conformanceReport(
    images.map(({ file }) => file),
    images.map(({ result }) => result),
    ['pydicom 3.0.2'],
  );
}

/** The cells of the rows below a heading. */
function rows(text, heading) {
  const section = text.split(`## ${heading}\n`)[1].split('\n## ')[0];
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines
    .slice(2)
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '')));
}

describe('the conformance report', () => {
  it('counts a frame once, by the worst of its views', () => {
    const attributes = { frame: 0 };
    const narrow = { frame: 0, 'window-width': 256 };
    const text = reportOf(
      image('one', [
        { attributes, difference: 0 },
        { attributes: narrow, difference: 9 },
        { attributes: { frame: 1 }, difference: 1 },
        { attributes: { frame: 2 }, difference: 0 },
      ]),
    );
    assert.deepEqual(rows(text, 'By transfer syntax')[0], [
      ...['RLE', '1', '3'],
      ...['1', '0', '2', '0', '0'],
    ]);
    assert.deepEqual(rows(text, 'Different'), [['one', 'RLE', 'RGB', '9']]);
  });

  it('is the same whether a frame with a tolerance is equal or off by 1', () => {
    const lossy = { transferSyntax: 'JPEG', tolerance: 1 };
    const reports = [0, 1].map((difference) =>
      reportOf(image('one', [{ attributes: {}, difference }], lossy)),
    );
    assert.deepEqual(rows(reports[0], 'By transfer syntax')[0], [
      ...['JPEG', '1', '1'],
      ...['0', '1', '0', '0', '0'],
    ]);
    assert.equal(reports[1], reports[0]);
  });

  it('counts a frame beyond its tolerance as different', () => {
    const text = reportOf(image('one', [{ attributes: {}, difference: 2 }], { tolerance: 1 }));
    assert.deepEqual(rows(text, 'Different'), [['one', 'RLE', 'RGB', '2']]);
  });

  it('tells an image without a reference from one that is not shown', () => {
    const shown = { attributes: {} };
    const views = [{ attributes: {}, references: [] }];
    const error = { code: 'decode', message: 'Not\n today.' };
    const text = reportOf(image('one', [shown], { views }), image('two', [{ ...shown, error }]));
    assert.deepEqual(rows(text, 'By transfer syntax')[0].slice(3), ['0', '0', '0', '1', '1']);
    assert.deepEqual(rows(text, 'Images that are not shown'), [['decode', 'Not today.', 'two']]);
  });

  it('lists what is rightly an error apart from the images', () => {
    const error = { code: 'no-image', message: 'None.' };
    const text = reportOf(image('one', [{ attributes: {}, error }], { error: 'no-image' }));
    assert.deepEqual(rows(text, 'By transfer syntax'), [['**all**', ...'0000000'.split('')]]);
    assert.deepEqual(rows(text, 'Files that hold no image, or none that is whole'), [
      ['no-image', 'None.', 'one'],
    ]);
  });

  it('gives the greatest disagreement of two references', () => {
    const between = ['pylibjpeg', 'gdcm'];
    const disagreements = [
      { between, stored: 1, shown: 3 },
      { between, stored: 2, shown: 2 },
      { between: ['pylibjpeg', 'OpenJPH'], stored: 1, shown: null },
    ];
    const text = reportOf(image('one', [{ attributes: {}, difference: 0 }], { disagreements }));
    assert.deepEqual(rows(text, 'Where references of lossless files disagree'), [
      ['one', 'pylibjpeg and gdcm', '2', '3'],
      ['one', 'pylibjpeg and OpenJPH', '1', 'another size'],
    ]);
  });

  it('leaves the disagreements over lossy files, which the CPU has a part in, to another table', () => {
    const disagreements = [{ between: ['pylibjpeg', 'gdcm'], stored: 1, shown: 3 }];
    const { file, result } = image('one', [{ attributes: {}, difference: 0 }], { tolerance: 1 });
    const text = reportOf({ file, result });
    assert.equal(reportOf({ file: { ...file, disagreements }, result }), text);
    const table = lossyDisagreements([{ ...file, disagreements }, image('two', []).file]);
    assert.match(table, /^\| one \| pylibjpeg and gdcm \| 1 \| 3 \|$/m);
    assert.doesNotMatch(table, /two/);
  });
});

describe('docs/conformance.md', () => {
  const text = readFileSync(project('docs', 'conformance.md'), 'utf8');

  it('counts the same files and frames in each of its summaries', () => {
    const headings = ['By transfer syntax', 'By photometric interpretation', 'By collection'];
    const [first, ...others] = headings.map((heading) => rows(text, heading).at(-1));
    for (const other of others) assert.deepEqual(other, first);
    const [, ...sums] = first.map((_, column) =>
      rows(text, 'By transfer syntax')
        .slice(0, -1)
        .reduce((sum, row) => sum + Number(row[column]), 0),
    );
    assert.deepEqual(sums.map(String), first.slice(1));
    assert.ok(Number(first[1]) > 700);
  });
});
