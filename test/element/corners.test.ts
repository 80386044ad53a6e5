import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { generated, inside, openPanel, put, sample, show } from './harness.js';

const ct = sample('CT_small.dcm');

function corners(element: DicomViewer): string[] {
  const found = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[part="corner"]') ?? [])];
  return found.map(({ innerText }) => innerText.replaceAll(/\s+/g, ' ').trim());
}

/** All that a person or a screen reader can find in the shadow tree. */
function allText(element: DicomViewer): string {
  const all = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
  const attributes = all.flatMap(({ attributes }) => [...attributes].map(({ value }) => value));
  return [element.shadowRoot?.textContent ?? '', ...attributes].join('\n');
}

describe('the corners of the image', () => {
  it('are empty unless the page asks', async () => {
    expect(corners(await show(ct))).to.be.empty;
  });

  it('say patient, window and position with corner-text', async () => {
    const element = await show(generated('stack'), { 'corner-text': '', frame: '4' });
    expect(corners(element)).to.deep.equal(['W 2000 L 1000', '5/12']);
    const named = await show(ct, {
      'corner-text': '',
      'window-center': '40',
      'window-width': '400',
    });
    expect(corners(named)).to.deep.equal(['CompressedSamples CT1 1CT1', 'W 400 L 40']);
  });

  it('say window, zoom and position with controls, but not whose image it is', async () => {
    const element = await show(generated('stack'), { controls: '', zoom: '1.5' });
    expect(corners(element)).to.deep.equal(['1.5× W 2000 L 1000', '1/12']);
  });

  it('name the plane in its colour', async () => {
    const element = await show('/.cache/planes/axial.zip', { controls: '', plane: 'mpr' });
    const planes = corners(element).filter((text) => /^[A-Z][a-z]+$/.test(text));
    expect(planes).to.deep.equal(['Axial', 'Coronal', 'Sagittal']);
    expect(getComputedStyle(inside(element, '.corners .coronal')).color).to.equal(
      'rgb(88, 214, 141)',
    );
  });
});

describe('hide-identity', () => {
  it('leaves nothing in the shadow tree that identifies the patient', async () => {
    const element = await show(ct, {
      'hide-identity': '',
      'corner-text': '',
      controls: '',
      info: '',
    });
    await openPanel(element, 'More');
    const { metadata } = element;
    const uids = ['0020000D', '0020000E', '00080018'].flatMap(
      (tag) => metadata?.[tag]?.Value ?? [],
    );
    const texts = uids.filter((uid) => typeof uid === 'string');
    expect(texts).to.have.length(3);
    for (const text of [...texts, 'CompressedSamples', '1CT1', 'Jan 19, 2004', '07:27:30']) {
      expect(allText(element)).not.to.include(text);
    }
    expect(allText(element)).to.include('Modality'); // what identifies nobody is there
    element.hideIdentity = false;
    await element.updateComplete;
    expect(allText(element)).to.include('Jan 19, 2004');
  });
});

describe('width and height', () => {
  it('keep the room until the image is there', async () => {
    const element = put({ width: '300', height: '100' });
    element.style.inlineSize = '600px';
    await element.updateComplete;
    expect(inside(element, '.stage').getBoundingClientRect().height).to.equal(200);
  });
});
