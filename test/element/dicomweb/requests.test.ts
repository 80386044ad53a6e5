import { expect } from 'chai';

import { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../../failure.js';
import { button, next, put, show } from '../harness.js';
import { thorax } from '../slices.js';
import { instanceOf, path, server, slicesPath, untilAborted } from './resources.js';

// What docs/dicomweb.md says is tried here: a token by `fetch`.

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
