import { expect } from 'chai';

import type { DicomWarningDetail } from '/dist/dicom-viewer.js';

import { heard, inside, next, openPanel, pixels, put, show } from '../harness.js';
import { sliceRgba, thorax } from '../slices.js';
import {
  instanceOf,
  instancesIn,
  path,
  pixelsOnDisk,
  server,
  slicesPath,
  untilAborted,
  type Request,
} from './resources.js';

// What docs/dicomweb.md says is tried here: a series as `src`.

describe('a series on a DICOMweb server', () => {
  it('is shown in the order of its positions', async () => {
    const element = await show(server().url(slicesPath), { frame: '3' });
    expect(element.frameCount).to.equal(thorax.count);
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 3));
  });

  it('begins with the slice that is seen, its neighbours and every fifth', async () => {
    const { url, requests } = server();
    await show(url(slicesPath));
    // their numbers run against their positions
    const order = [0, 1, 2, 5, 10, 15, 20, 3, 4, 6].map((slice) => thorax.count - slice);
    const instances = instancesIn(await requests());
    expect(instances.slice(0, 1)).to.deep.equal(order.slice(0, 1));
    expect(instances.slice(1, 7)).to.have.members(order.slice(1, 7)); // six at a time
    expect(new Set(instances)).to.have.property('size', thorax.count);
    expect(instances).to.have.length(thorax.count);
  });

  it('shows its first slice before it is listed', async () => {
    const { url, requests } = server();
    const element = put({ src: url(slicesPath), frame: '7' });
    await next(element, 'dicom-render');
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 7));
    await element.rendered;
    const asked = await requests();
    const isList = ({ path: each, query }: Request) =>
      each.endsWith('/instances') && !query['limit'];
    const first = asked.findIndex(({ path: each }) => /instances\/[\d.]+$/.test(each));
    expect(asked.findIndex(isList)).to.be.greaterThan(first);
  });

  it('of a thousand slices shows the first by no more requests than a short one', async () => {
    const askedOf = async (manner: string, slice: number) => {
      const element = put({});
      const urls: string[] = [];
      element.fetch = (request) => {
        const isEnough = urls.some((url) => /instances\/[\d.]+$/.test(url));
        urls.push(request.url);
        return isEnough ? untilAborted(request) : fetch(request);
      };
      element.src = server(manner).url(slicesPath);
      await next(element, 'dicom-load');
      expect(pixels(element)).to.deep.equal(sliceRgba(thorax, slice));
      element.remove();
      const last = urls.findIndex((url) => /instances\/[\d.]+$/.test(url));
      return urls.slice(0, last + 1).map((url) => url.replace(/.*test\d+|\d+$/g, ''));
    };
    const asked = await askedOf('thousand', thorax.count - (((1000 - 1) % thorax.count) + 1));
    expect(asked).to.have.length(5);
    const lists = asked.filter((url) => /instances\b/.test(url) && !url.endsWith('.'));
    expect(lists.every((url) => url.includes('limit=1'))).to.be.true;
  });

  it('comes whole from a server that takes no notice of queries', async () => {
    const { url, requests } = server('careless');
    const element = await show(url(slicesPath), { frame: '3' });
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 3));
    expect(instancesIn(await requests())).to.have.length(thorax.count);
  });

  it('comes whole from a server that lists a part at a time', async () => {
    const element = await show(server('paged').url(slicesPath), { frame: '3' });
    expect(element.frameCount).to.equal(thorax.count);
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 3));
  });

  it('is shown as far as it is listed, with a warning where there is more', async () => {
    const element = put({ src: server('short').url(slicesPath) });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    const messages = warnings.map(({ message }) => message);
    expect(messages.join()).to.contain('more than the 7 that it lists');
  });

  it('is shown without an instance that is missing, of which a warning tells', async () => {
    const element = put({ src: server('gap').url(slicesPath) });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count - 1);
    expect(warnings.map(({ code }: DicomWarningDetail) => code)).to.deep.equal(['files']);
    expect(warnings[0]?.message).to.contain('404');
  });

  it('is no longer asked for once another source is there', async () => {
    const { url, requests } = server();
    const element = put({ src: url(slicesPath) });
    await next(element, 'dicom-load');
    element.src = '/.cache/pydicom/CT_small.dcm';
    await element.rendered;
    expect(instancesIn(await requests()).length).to.be.lessThan(thorax.count);
  });

  it('stands among files', async () => {
    const urls = [
      '/.cache/pydicom/CT_small.dcm',
      server().url(slicesPath),
      server().url(instanceOf(8)),
    ];
    const element = put({ controls: '' }, urls.map((url) => `<source src="${url}">`).join(''));
    await element.rendered;
    await openPanel(element, 'Series');
    const list = inside(element, '[aria-label="Series"]').querySelectorAll('button');
    expect(list).to.have.length(3);
  });
});

describe('a folder that is laid out as DICOMweb', () => {
  it('has series', async () => {
    const element = await show(`/dicomweb-static/${slicesPath}`, { frame: '3' });
    expect(element.frameCount).to.equal(thorax.count);
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 3));
  });

  it('has studies', async () => {
    // The second of the server's series is a dose, which comes after the images.
    const element = await show(`/dicomweb-static/${path}`, { series: '1', frame: '1' });
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(3, 1));
  });
});

describe('a study on a DICOMweb server', () => {
  it('has all of its series', async () => {
    const { url, requests } = server();
    const element = await show(url(path), { controls: '', series: '1', frame: '1' });
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(3, 1));
    const instances = (await requests()).filter(({ path: each }) =>
      /instances\/[\d.]+(\/metadata)?$/.test(each),
    );
    expect(instances[0]?.path).to.equal(`${instanceOf(3)}/metadata`); // it has several frames
    expect(instances).to.have.length(thorax.count + 8);
    // after the first of the series that is seen, one of each other
    const series = instances.slice(1, 9).map(({ path: each }) => each.split('/')[3]);
    expect(new Set(series)).to.have.property('size', 8);
    element.series = 0;
    element.frame = 5;
    await element.rendered;
    expect(pixels(element)).to.deep.equal(sliceRgba(thorax, 5));
  });
});
