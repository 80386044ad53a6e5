import { expect } from 'chai';

import { FileIds, urlOfFileId } from '../../../../src/source/files/file-ids.js';

describe('a file ID', () => {
  const names = [
    'disc/DICOMDIR',
    'disc/DICOM/IM1',
    'disc/dicom/im2.dcm',
    'disc/DICOM/IM3.;1',
    'disc/DICOM/IM4;1',
    'disc/other/DICOM/IM5',
    'DICOM/IM6',
  ];
  const found: [fileId: string, name: string | undefined][] = [
    ['DICOM/IM1', 'disc/DICOM/IM1'],
    ['DICOM/IM2', 'disc/dicom/im2.dcm'],
    ['DICOM/IM3', 'disc/DICOM/IM3.;1'],
    ['DICOM/IM4', 'disc/DICOM/IM4;1'],
    ['DICOM/IM5', undefined],
    ['DICOM/IM6', undefined],
  ];
  for (const [fileId, name] of found) {
    it(`is ${name ? `that of ${name}` : 'that of no other folder'}: ${fileId}`, () => {
      expect(new FileIds(names, 'disc/DICOMDIR').find(fileId)).to.equal(name);
    });
  }

  it('is relative to where the directory lies, be it no folder', () => {
    expect(new FileIds(['DICOM/IM6'], 'DICOMDIR').find('DICOM/IM6')).to.equal('DICOM/IM6');
  });

  it('may have an extension that the file lacks', () => {
    expect(new FileIds(['A/IM1'], 'DICOMDIR').find('A/IM1.DCM')).to.equal('A/IM1');
  });

  it('is rather of the file with its very name', () => {
    const ids = new FileIds(['IM1.txt', 'IM1', 'IM1.dcm'], 'DICOMDIR');
    expect(ids.find('IM1')).to.equal('IM1');
    expect(ids.find('IM1.DCM')).to.equal('IM1.dcm');
  });

  it('is a URL relative to that of the directory', () => {
    const directory = 'https://example.org/disc/DICOMDIR?token=1';
    const urls = ['DICOM/IM1', 'A:B/C D', '%2E%2E/IM1'].map((id) => urlOfFileId(id, directory));
    expect(urls).to.deep.equal([
      'https://example.org/disc/DICOM/IM1',
      'https://example.org/disc/A%3AB/C%20D',
      'https://example.org/disc/%252E%252E/IM1',
    ]);
  });
});
