import { expect } from 'chai';

import { csvOf, jsonOf } from '../../../src/tags/export.js';
import { TagNode, walk } from '../../../src/tags/tag-node.js';
import { dataset, roots, sampleNames } from './sample-tree.js';

describe('the elements as JSON', () => {
  it('are the DICOM JSON model', () => {
    const text = jsonOf({ ...dataset, summary: { vr: 'none' } });
    expect(JSON.parse(text)).to.deep.equal(dataset);
  });
});

describe('the elements as a table', () => {
  it('have a line each, with their place', async () => {
    const names = sampleNames();
    const nodes = roots();
    await names.fetch([...walk(nodes)].map(({ key }) => key));
    expect(csvOf(nodes, names).split('\r\n')).to.deep.equal([
      'Tag,VR,Keyword,Name,Value',
      '"(0008,0060)",CS,Modality,Modality,MR',
      '"(0008,1140)",SQ,ReferencedImageSequence,Referenced Image Sequence,',
      '"(0008,1140)[0].(0008,1150)",UI,ReferencedSOPClassUID,Referenced SOP Class UID,1.2.3',
      '"(0008,1140)[0].(0008,1155)",UI,ReferencedSOPInstanceUID,Referenced SOP Instance UID,1.2.4',
      '"(0008,1140)[1].(0008,1155)",UI,ReferencedSOPInstanceUID,Referenced SOP Instance UID,1.2.5',
      '"(0010,0010)",PN,PatientName,Patient\'s Name,Doe^Jane==どう',
      String.raw`"(0028,0030)",DS,PixelSpacing,Pixel Spacing,0.5\0.25`,
      '"(0029,0010)",LO,,Private Creator,ACME',
      '"(0029,1005)",OB,,of ACME,',
      '',
    ]);
  });

  it('hold text that is neither formula nor more than a cell', () => {
    const values = ['=1+1', '@x', '-5', '+x', 'a "b", c', 'two\r\nlines'];
    const nodes = values.flatMap((value, index) =>
      TagNode.elementsOf({ [`0010400${String(index)}`]: { vr: 'LT', Value: [value] } }),
    );
    const cells = csvOf(nodes, sampleNames())
      .split(',LT,,,')
      .slice(1)
      .map((line) => line.replace(/\r\n("\(.*)?$/, ''));
    expect(cells).to.deep.equal(["'=1+1", "'@x", '-5', "'+x", '"a ""b"", c"', '"two\r\nlines"']);
  });
});
