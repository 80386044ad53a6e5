import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import { generated, has, inside, put, sample, show, openPanel } from './harness.js';
import { followClipboard } from './user.js';

/** The rows of the info panel by section. */
function rows(element: DicomViewer): Record<string, Record<string, string>> {
  const lists = [...inside(element, '[part="info"]').querySelectorAll('dl')];
  return Object.fromEntries(
    lists.map((list) => {
      const labels = [...list.querySelectorAll('dt')].map(({ textContent }) => textContent);
      const values = [...list.querySelectorAll('dd')].map(({ textContent }) => textContent);
      const title = list.previousElementSibling?.textContent ?? '';
      return [title, Object.fromEntries(labels.map((label, at) => [label, values[at] ?? '']))];
    }),
  );
}

describe('the info panel', () => {
  it('is there only if the page asks, and only with a file', async () => {
    const element = put({ info: '' });
    await element.rendered;
    expect(has(element, '[part="info"]')).to.be.false;
    element.src = sample('CT_small.dcm');
    await element.rendered;
    expect(has(element, '[part="info"]')).to.be.true;
    element.info = false;
    await element.updateComplete;
    expect(has(element, '[part="info"]')).to.be.false;
  });

  it('tells of the patient, the study, the series, the image and the encoding', async () => {
    const sections = rows(await show(sample('CT_small.dcm'), { info: '' }));
    expect(Object.keys(sections)).to.deep.equal([
      'Patient',
      'Study',
      'Series',
      'Image',
      'Encoding',
    ]);
    expect(sections['Patient']).to.include({ Name: 'CompressedSamples CT1', ID: '1CT1', Sex: 'O' });
    expect(sections['Study']).to.include({
      Date: 'Jan 19, 2004',
      Time: '07:27:30',
      Description: 'e+1',
    });
    expect(sections['Series']).to.include({ Modality: 'CT' });
    expect(sections['Encoding']).to.include({
      Object: 'CT Image Storage',
      'Transfer syntax': 'Explicit VR Little Endian',
      'Columns × rows': '128 × 128',
      Frames: '1',
      Bits: '16 of 16, signed',
    });
  });

  it('shows a name in all the scripts that it is written in', async () => {
    const sections = rows(await show(generated('japanese'), { info: '' }));
    expect(sections['Patient']).to.deep.equal({
      Name: 'Yamada Tarou = 山田 太郎 = やまだ たろう',
    });
  });

  it('leaves out what the file does not tell', async () => {
    const sections = rows(await show(generated('stack'), { info: '' }));
    expect(sections).not.to.have.property('Patient');
    expect(sections['Series']).to.have.all.keys('Modality');
  });

  it('tells of a file without an image what it is and whose', async () => {
    const element = put({ src: sample('rtplan.dcm'), info: '' });
    expect(await failureOf(element.rendered)).to.include({ code: 'no-image' });
    const sections = rows(element);
    expect(sections['Patient']).to.include({ Name: 'Last First mid pre' });
    expect(sections['Encoding']).to.deep.equal({
      Object: 'RT Plan Storage',
      'Transfer syntax': 'Implicit VR Little Endian',
    });
    expect(element.metadata?.['300A0002']?.Value).to.deep.equal(['Plan1']);
    expect(element.metadata?.summary).to.include({ rows: 0, frameCount: 0, modality: 'RTPLAN' });
    expect(element.error?.metadata).to.equal(element.metadata);
  });

  it('goes with the file that had no image', async () => {
    const element = put({ src: sample('rtplan.dcm'), info: '' });
    await failureOf(element.rendered);
    element.src = undefined;
    await element.rendered;
    expect(has(element, '[part="info"]')).to.be.false;
    expect(element.metadata).to.be.undefined;
  });

  it('follows the source', async () => {
    const element = await show(sample('CT_small.dcm'), { info: '' });
    element.src = sample('MR_small.dcm');
    await element.rendered;
    expect(rows(element)['Series']).to.include({ Modality: 'MR' });
  });
});

describe('text from a file', () => {
  it('is only ever text', async () => {
    const element = await show(generated('hostile-text'), { controls: '', info: '' });
    expect(rows(element)['Patient']).to.deep.equal({ Name: '<img src onerror alert(1)>' });
    expect(rows(element)['Series']).to.include({
      Description: '</span><script>alert(1)</script>',
    });
    await openPanel(element, 'Presets');
    const options = [...inside(element, 'select').children].slice(0, 2);
    expect(options.map(({ textContent }) => textContent.trim())).to.deep.equal([
      '1 · <b>bold</b>',
      '2 · </option><u>',
    ]);
    expect(has(element, 'img, script, i, u, b')).to.be.false;
  });

  it('stays as it is in the metadata', async () => {
    const { metadata } = await show(generated('hostile-text'));
    expect(metadata?.['00100010']?.Value).to.deep.equal([
      { Alphabetic: '<img src onerror^alert(1)>' },
    ]);
  });
});

describe('the room of the info panel', () => {
  for (const width of [320, 700, 1100]) {
    for (const height of ['', '500px']) {
      it(`moves no button of a bar of ${width} px${height && ` in ${height}`}`, async () => {
        const element = put({ src: generated('stack'), controls: '' });
        Object.assign(element.style, { width: `${String(width)}px`, height });
        await element.rendered;
        const place = () => {
          const { left, top } = inside(element, '.toolbar').getBoundingClientRect();
          return [left, top];
        };
        const before = place();
        element.info = true;
        await element.updateComplete;
        await element.updateComplete;
        expect(place()).to.deep.equal(before);
        const panel = inside(element, '.info').getBoundingClientRect();
        expect(panel.height).to.be.greaterThan(100);
        const canvas = inside(element, 'canvas').getBoundingClientRect();
        expect(canvas.right <= panel.left || canvas.bottom <= panel.top).to.equal(true);
      });
    }
  }
});

describe('the summary', () => {
  it('shortens UIDs in the middle, and copies them whole', async () => {
    const { copied, end } = followClipboard();
    const element = await show(sample('CT_small.dcm'), { info: '' });
    const uid = element.metadata?.['0020000D']?.Value?.[0] as string;
    const short = rows(element)['Study']?.['Study instance UID']?.trim() ?? '';
    expect(short.length).to.be.lessThan(20);
    const [start = '', rest = ''] = short.split('…');
    expect([uid.startsWith(start), uid.endsWith(rest), start.length > 4, rest.length > 4]).to.deep.equal([true, true, true, true]); // prettier-ignore
    inside(element, '[aria-label="Copy: Study instance UID"]').click();
    end();
    expect(copied).to.deep.equal([uid]);
  });

  it('has one column of labels', async () => {
    const element = await show(sample('CT_small.dcm'), { info: '' });
    const values = [...inside(element, '.summary').querySelectorAll('dd')];
    expect(new Set(values.map((each) => each.getBoundingClientRect().left)).size).to.equal(1);
  });

  it('says what is off in the source, and what can be done', async () => {
    const broken = generated('stack').replace('stack', 'no-such-file');
    const element = put({ info: '' }, `<source src="${generated('stack')}"><source src="${broken}">`); // prettier-ignore
    await element.rendered;
    await element.updateComplete;
    const list = inside(element, '.summary');
    expect(list.querySelector('h2')?.textContent).to.equal('What is off');
    expect(list.querySelectorAll('li')).to.have.length(1);
    expect(list.querySelector('button')?.textContent.trim()).to.equal('Try again');
  });

  it('names each panel of a page in its own way', async () => {
    const first = await show(sample('CT_small.dcm'), { info: '' });
    const second = await show(sample('MR_small.dcm'), { info: '' });
    const third = await show(sample('MR_small.dcm'), { info: '', alt: 'A head' });
    const names = [first, second, third].map((each) => inside(each, '[part="info"]').ariaLabel);
    expect(names).to.deep.equal([
      'About this image',
      'About this image 2',
      'About this image: A head 3',
    ]);
  });
});
