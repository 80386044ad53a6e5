import { expect } from 'chai';

import { DicomViewer, type DicomWarningDetail } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  heard,
  inside,
  next,
  openPanel,
  pixels,
  put,
  putWithTool,
  show,
} from './harness.js';
import { sliceRgba, thorax } from './slices.js';

// What docs/dicomweb.md says is tried here: a series as `src`, and a token by `fetch`.

/** The study of test/fixtures/dicomweb.py: its first series is that of the slices, the others have one instance each. */
const study = '1.2.826.0.1.3680043.8.498.9';
const path = `studies/${study}`;
const slicesPath = `${path}/series/${study}.1`;

interface Request {
  path: string;
  query: Record<string, string>;
  accept: string;
  authorization?: string;
}

let count = 0;

/** A server of test/dicomweb-server.mjs that nobody else asks. */
function server(manner = 'plain') {
  count += 1;
  const name = `${manner}/test${String(count)}`;
  return {
    url: (resource: string) => `/dicomweb/${name}/${resource}`,
    requests: async () => (await (await fetch(`/dicomweb-requests/${name}`)).json()) as Request[],
  };
}

function instanceOf(series: number, instance = 1): string {
  return `${path}/series/${study}.${String(series)}/instances/${study}.${String(series)}.${String(instance)}`;
}

/** What is asked for in a list of requests: the last instances' numbers, in their order. */
function instancesIn(requests: readonly Request[]): number[] {
  return requests
    .map(({ path: asked }) => /instances\/[\d.]+\.(\d+)$/.exec(asked)?.[1])
    .filter((number) => number !== undefined)
    .map(Number);
}

/** What a frame of a file on disk shows, and what is wrong with the file itself. */
async function shownFromDisk(
  series: number,
  frame: number,
): Promise<{ shown: Uint8ClampedArray; warned: DicomWarningDetail[] }> {
  const src = `/.cache/dicomweb/${instanceOf(series)}/instance.dcm`;
  const element = put({ src, frame: String(frame) });
  const warned = heard(element, 'dicom-warning');
  await element.rendered;
  const shown = pixels(element);
  element.remove();
  return { shown, warned };
}

async function pixelsOnDisk(series: number, frame: number): Promise<Uint8ClampedArray> {
  return (await shownFromDisk(series, frame)).shown;
}

describe('an instance on a DICOMweb server', () => {
  for (const series of [2, 3, 4, 5, 6, 7, 8, 9]) {
    it(`is shown as it is from a disk: of series ${String(series)}`, async () => {
      const frame = series < 4 ? 1 : 0;
      const expected = await pixelsOnDisk(series, frame);
      const element = await show(server().url(instanceOf(series)), { frame: String(frame) });
      expect(pixels(element)).to.deep.equal(expected);
      expect(element.loaded).to.be.true;
    });
  }

  for (const series of [2, 3, 4, 5, 6, 7, 8, 9]) {
    it(`is put together of its metadata and frames: of series ${String(series)}`, async () => {
      const frame = series < 4 ? 1 : 0;
      const { shown, warned } = await shownFromDisk(series, frame);
      const manners = ['frames', 'bare', 'nameless'].map((manner) => server(manner).url(''));
      for (const url of [...manners, '/dicomweb-static/']) {
        const element = put({ src: url + instanceOf(series), frame: String(frame) });
        const warnings = heard(element, 'dicom-warning');
        await element.rendered;
        expect(pixels(element)).to.deep.equal(shown);
        expect(warnings).to.deep.equal(warned);
        element.remove();
      }
    });
  }

  for (const series of [3, 7]) {
    it(`may be compressed without a word of how: of series ${String(series)}`, async () => {
      const element = put({ src: server('untold').url(instanceOf(series)) });
      const warnings = heard(element, 'dicom-warning');
      await element.rendered;
      const { shown, warned } = await shownFromDisk(series, 0);
      expect(pixels(element)).to.deep.equal(shown);
      expect(warnings).to.deep.equal(warned);
    });
  }

  it('comes frame by frame: the one that is seen, its neighbours, every fifth', async () => {
    const { url, requests } = server();
    const element = await show(url(instanceOf(2)), { frame: '7' });
    expect(element.frameCount).to.equal(15);
    const frames = (await requests())
      .map(({ path: each }) => /frames\/(\d+)$/.exec(each)?.[1])
      .filter((each) => each !== undefined)
      .map((each) => Number(each) - 1);
    expect(frames[0]).to.equal(7);
    expect(frames.slice(1, 7)).to.have.members([0, 8, 6, 9, 5, 10]); // six at a time
    expect(frames).to.have.length(15);
    expect(new Set(frames)).to.have.property('size', 15);
    expect((await requests()).some(({ path: each }) => each === instanceOf(2))).to.be.false;
  });

  it('shows its first frame before others have come', async () => {
    const waiting: (() => void)[] = [];
    const element = putWithTool({ src: server().url(instanceOf(2)) });
    let count = 0;
    element.fetch = async (request) => {
      count += Number(request.url.includes('/frames/'));
      if (count > 1) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return fetch(request);
    };
    await next(element, 'dicom-load');
    expect(element.frameCount).to.equal(15);
    expect(element.loaded).to.be.false;
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, 0));
    element.frame = 12;
    const rendered = next(element, 'dicom-render');
    const timer = setInterval(() => {
      waiting.splice(0).forEach((resolve) => {
        resolve();
      });
    });
    await rendered;
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, 12));
    await element.rendered;
    clearInterval(timer);
  });

  it('is shown without a frame that is missing, of which a warning tells', async () => {
    const element = put({ src: server('torn').url(instanceOf(2)) });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    const [ofFiles] = warnings.filter(({ code }) => code === 'files');
    expect(ofFiles?.message).to.contain('1 of 15 frames');
    element.frame = 3;
    expect(await failureOf(element.rendered)).to.include({ code: 'network' });
    element.frame = 4;
    await element.rendered;
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, 4));
  });

  it('is shown where the server compresses its frames in several ways, but in one if asked', async () => {
    const element = put({ src: server('mixed').url(instanceOf(3)) });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    element.frame = 1;
    await element.rendered;
    const { shown, warned } = await shownFromDisk(3, 1);
    expect(pixels(element)).to.deep.equal(shown);
    expect(warnings).to.deep.equal(warned);
  });

  it('is shown without a frame that is only there in another transfer syntax, of which a warning tells', async () => {
    const element = put({ src: server('stubborn').url(instanceOf(3)) });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(3, 0));
    const [ofFiles] = warnings.filter(({ code }) => code === 'files');
    expect(ofFiles?.message).to.contain('1 of 2 frames');
    expect(ofFiles?.message).to.contain(
      '1.2.840.10008.1.2.5.1, and the first frame in 1.2.840.10008.1.2.5.',
    );
    element.frame = 1;
    expect(await failureOf(element.rendered)).to.include({ code: 'network' });
  });

  it('comes whole where there are no single frames', async () => {
    const element = await show(server('whole').url(instanceOf(2)), { frame: '3' });
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(2, 3));
  });

  it('may be alone in an answer', async () => {
    const element = await show(server('single').url(instanceOf(8)));
    expect(pixels(element)).to.deep.equal(await pixelsOnDisk(8, 0));
  });

  it('is asked for in any transfer syntax', async () => {
    const { url, requests } = server();
    await show(url(instanceOf(7)));
    const asked = (await requests()).filter(({ path: each }) => each === instanceOf(7));
    expect(asked.map(({ accept }) => accept)).to.deep.equal([
      'multipart/related; type="application/dicom"; transfer-syntax=*, application/dicom; transfer-syntax=*',
    ]);
  });
});

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

/** Answers never, as a server that is busy, but fails as `fetch` does once nobody wants the answer. */
function untilAborted({ signal }: globalThis.Request): Promise<Response> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

describe('requests of DICOMweb', () => {
  const isFrame = (url: string) => url.includes('/frames/');
  const isFile = (url: string) => /instances\/[\d.]+$/.test(url);
  const isList = (url: string) => url.endsWith('/instances');
  const cases: [what: string, path: string, manner: string, isHeld: (url: string) => boolean][] = [
    ['frames', instanceOf(2), 'plain', isFrame],
    ['files', slicesPath, 'plain', isFile],
    ['files of a study', path, 'plain', isFile],
    ['a list', slicesPath, 'plain', isList],
    ['metadata', instanceOf(8), 'frames', (url) => url.endsWith('/metadata')],
    ['bulk data', instanceOf(5), 'frames', (url) => /\/6000|\/0028/.test(url)],
  ];
  const ways: [way: string, leave: (element: DicomViewer) => void][] = [
    [
      'the element is removed',
      (element) => {
        element.remove();
      },
    ],
    [
      'it has another source',
      (element) => {
        element.src = '/.cache/pydicom/CT_small.dcm';
      },
    ],
  ];
  for (const [what, resource, manner, isHeld] of cases) {
    for (const [way, leave] of ways) {
      it(`end when ${way}: for ${what}`, async () => {
        const held: AbortSignal[] = [];
        const element = put({});
        const isWaiting = new Promise<void>((resolve) => {
          element.fetch = (request) => {
            if (!isHeld(request.url)) {
              return fetch(request);
            }
            held.push(request.signal);
            resolve();
            return untilAborted(request);
          };
        });
        element.src = server(manner).url(resource);
        await isWaiting;
        leave(element);
        await element.updateComplete;
        expect(held.map(({ aborted }) => aborted)).to.deep.equal(held.map(() => true));
      });
    }
  }
});

describe('a DICOMweb server', () => {
  const withToken = (request: globalThis.Request) => {
    request.headers.set('authorization', 'Bearer open sesame');
    return fetch(request);
  };

  afterEach(() => {
    DicomViewer.fetch = undefined;
  });

  it('may demand a token, which the page adds to each request', async () => {
    const { url, requests } = server('token');
    const element = put({ src: url(slicesPath) });
    element.fetch = withToken;
    await element.rendered;
    expect(element.frameCount).to.equal(thorax.count);
    const asked = await requests();
    expect(new Set(asked.map(({ authorization }) => authorization))).to.have.property('size', 1);
  });

  it('gets the token, and the credentials, with each request for frames and what belongs to them', async () => {
    const { url, requests } = server('token');
    const credentials: string[] = [];
    const element = put({ crossorigin: 'use-credentials' });
    element.fetch = (request) => {
      credentials.push(request.credentials);
      return withToken(request);
    };
    element.src = url(instanceOf(2));
    await element.rendered;
    const asked = await requests();
    expect(asked.filter(({ path: each }) => each.includes('/frames/'))).to.have.length(15);
    expect(new Set(asked.map(({ authorization }) => authorization))).to.have.property('size', 1);
    expect(credentials).to.deep.equal(asked.map(() => 'include'));
  });

  it('may get it for all elements', async () => {
    DicomViewer.fetch = withToken;
    const element = await show(server('token').url(instanceOf(8)));
    expect(element.loaded).to.be.true;
  });

  const faults = {
    token: ['network', '401'],
    forbidden: ['network', '403'],
    broken: ['network', '500'],
    login: ['network', 'not JSON'],
    portal: ['network', 'text/html'],
    cut: ['truncated', 'broke off'],
  };
  for (const [manner, [code, text]] of Object.entries(faults)) {
    it(`has its fault told: ${manner}`, async () => {
      const element = put({ src: server(manner).url(slicesPath) });
      const error = await failureOf(element.rendered);
      expect(error).to.include({ code });
      expect((error as Error).message).to.contain(text);
    });
  }

  it('has nothing of a series that it does not know', async () => {
    const element = put({ src: server().url(`${path}/series/1.2.3`) });
    const error = await failureOf(element.rendered);
    expect(error).to.include({ code: 'network', reason: 'dicomweb-empty' });
  });

  it('has no instance that it does not know', async () => {
    const element = put({ src: server().url(instanceOf(2, 7)) });
    expect(((await failureOf(element.rendered)) as Error).message).to.contain('404');
  });

  it('is asked with credentials where the page wants it', async () => {
    const credentials: string[] = [];
    const element = put({ src: server().url(slicesPath), crossorigin: 'use-credentials' });
    element.fetch = (request) => {
      credentials.push(request.credentials);
      return fetch(request);
    };
    await element.rendered;
    expect(new Set(credentials)).to.deep.equal(new Set(['include']));
  });
});

describe('the fetch of an element', () => {
  it('fetches its files', async () => {
    const urls: string[] = [];
    const element = put({ src: '/.cache/pydicom/CT_small.dcm' });
    element.fetch = (request) => {
      urls.push(new URL(request.url).pathname);
      return fetch(request);
    };
    await element.rendered;
    expect(urls).to.deep.equal(['/.cache/pydicom/CT_small.dcm']);
  });

  it('is another once the source is loaded again', async () => {
    const element = put({ src: server('token').url(instanceOf(8)) });
    await failureOf(element.rendered);
    element.fetch = withTokenOnce;
    button(element, 'Try again').click();
    await next(element, 'dicom-load');
  });

  function withTokenOnce(request: globalThis.Request): Promise<Response> {
    request.headers.set('authorization', 'Bearer open sesame');
    return fetch(request);
  }
});
