import { expect } from 'chai';

import { PictureMetadata } from '../../../src/runtime/picture-metadata.js';

function metadataOf(text: string): PictureMetadata {
  return new PictureMetadata(new TextEncoder().encode(text).buffer);
}

const end = '"summary":{"modality":"CT"},"geometry":null}';

describe('the metadata of a picture', () => {
  it('are the elements, the summary and the geometry, the same each time', () => {
    const metadata = metadataOf(`{"00080060":{"vr":"CS","Value":["CT"]},${end}`);
    expect(metadata.all).to.deep.equal({
      '00080060': { vr: 'CS', Value: ['CT'] },
      summary: { modality: 'CT' },
      geometry: null,
    });
    expect(metadata.all).to.equal(metadata.all);
  });

  it('tell of the image without reading the elements', () => {
    const metadata = metadataOf(`{"00080060":no JSON,${end}`);
    expect(metadata.summary.modality).to.equal('CT');
    expect(metadata.geometry).to.equal(null);
    expect(() => metadata.all).to.throw(SyntaxError);
  });

  it('take no text of a file for their own', () => {
    const text = JSON.stringify(',"summary":{"modality":"MR"},"geometry":null}');
    const metadata = metadataOf(`{"00081030":{"vr":"LO","Value":[${text}]},${end}`);
    expect(metadata.summary.modality).to.equal('CT');
  });
});
