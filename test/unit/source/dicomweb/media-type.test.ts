import { expect } from 'chai';

import { mediaTypeOf } from '../../../../src/source/dicomweb/media-type.js';

function read(header: string | null) {
  const { name, parameters } = mediaTypeOf(header);
  return { name, ...Object.fromEntries(parameters) };
}

describe('a media type', () => {
  it('has a name and parameters, in quotes or not', () => {
    const header = 'Multipart/Related; TYPE="image/dicom-rle; transfer-syntax=1.2"; boundary=a-b';
    const type = 'image/dicom-rle; transfer-syntax=1.2';
    expect(read(header)).to.deep.equal({ name: 'multipart/related', type, boundary: 'a-b' });
    expect(read('a/b;type=application/dicom ;c="\\"d\\\\"')).to.deep.equal({
      name: 'a/b',
      type: 'application/dicom',
      c: '"d\\',
    });
  });

  it('may be missing', () => {
    expect(read(null)).to.deep.equal({ name: '' });
    expect(read('image/jls')).to.deep.equal({ name: 'image/jls' });
  });
});
