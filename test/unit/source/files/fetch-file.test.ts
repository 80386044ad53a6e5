import { expect } from 'chai';

import { DicomError } from '../../../../src/errors.js';
import {
  fetchFile,
  PassingFailure,
  type FetchOptions,
} from '../../../../src/source/files/fetch-file.js';
import { clockOfSuite } from '../../../clock.js';
import { failureOf } from '../../../failure.js';

const file = '/.cache/pydicom/CT_small.dcm';
const size = 39206;

function absolute(path: string): string {
  return new URL(path, location.href).href;
}

/** Fetches a file; the bytes are those of a Blob, too. */
async function download(path: string, options: Partial<FetchOptions> = {}): Promise<ArrayBuffer> {
  const outcome = await fetchFile(absolute(path), {
    crossOrigin: 'anonymous',
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  });
  return outcome instanceof Blob ? outcome.arrayBuffer() : outcome;
}

async function otherOrigin(): Promise<string> {
  const response = await fetch('/other-origin.json');
  const { url } = (await response.json()) as { url: string };
  return url;
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  const failure = await failureOf(promise);
  expect(failure).to.be.instanceOf(DicomError);
  return (failure as DicomError).code;
}

describe('a download', () => {
  it('brings the bytes of a file', async () => {
    const bytes = new Uint8Array(await download(file));
    expect(bytes.length).to.equal(size);
    expect(String.fromCharCode(...bytes.subarray(128, 132))).to.equal('DICM');
  });

  it('tells of the bytes as they arrive', async () => {
    const heard: [number, number][] = [];
    await download(`/slow${file}`, {
      onProgress: (loaded, total) => heard.push([loaded, total]),
    });
    const loaded = heard.map(([bytes]) => bytes);
    expect(loaded.length).to.be.greaterThan(1);
    expect(loaded).to.deep.equal([...loaded].sort((a, b) => a - b));
    expect(heard.at(-1)).to.deep.equal([size, size]);
    expect(new Set(heard.map(([, total]) => total))).to.have.keys([size]);
  });

  it('brings a data: URL', async () => {
    const bytes = await download('data:application/dicom;base64,AQID');
    expect([...new Uint8Array(bytes)]).to.deep.equal([1, 2, 3]);
  });

  it('brings a blob: URL', async () => {
    const url = URL.createObjectURL(new Blob([new Uint8Array([4, 5])]));
    const bytes = await download(url);
    URL.revokeObjectURL(url);
    expect([...new Uint8Array(bytes)]).to.deep.equal([4, 5]);
  });

  it('brings a file of another origin that shares it', async () => {
    const bytes = await download(`${await otherOrigin()}/pydicom/CT_small.dcm`);
    expect(bytes.byteLength).to.equal(size);
  });
});

describe('a download that fails', () => {
  for (const status of ['404', '500']) {
    it(`is a network error that ${status === '500' ? 'may pass' : 'stays'} if the server answers ${status}`, async () => {
      const failure = await failureOf(download(`/status/${status}`));
      expect(failure).to.include({ code: 'network' });
      expect((failure as DicomError).message).to.include(status);
      expect(failure instanceof PassingFailure).to.equal(status === '500');
    });
  }

  it('is a network error if nobody answers', async () => {
    // Port 9 is the discard service's, which no machine runs and browsers refuse to ask.
    expect(await codeOf(download('http://127.0.0.1:9/ct.dcm'))).to.equal('network');
  });

  it('is a network error if the URL can not be one', async () => {
    expect(
      await codeOf(
        fetchFile('http://', {
          crossOrigin: 'anonymous',
          signal: new AbortController().signal,
          onProgress: () => undefined,
        }),
      ),
    ).to.equal('network');
  });

  it('is a network error if a blob: URL was revoked', async () => {
    const url = URL.createObjectURL(new Blob());
    URL.revokeObjectURL(url);
    expect(await codeOf(download(url))).to.equal('network');
  });

  it('is a cors error if another origin keeps the file to itself', async () => {
    const origin = await otherOrigin();
    const failure = await failureOf(download(`${origin}/nocors/pydicom/CT_small.dcm`));
    expect(failure).to.include({ code: 'cors' });
    expect((failure as DicomError).message).to.include(origin);
  });

  it('is a cors error if a server that takes no credentials is asked with them', async () => {
    const url = `${await otherOrigin()}/pydicom/CT_small.dcm`;
    const answer = download(url, { crossOrigin: 'use-credentials' });
    expect(await codeOf(answer)).to.equal('cors');
  });
});

describe('a download that is aborted', () => {
  it('ends with the reason', async () => {
    const abort = new AbortController();
    const answer = download(`/hang${file}`, {
      signal: abort.signal,
      onProgress: () => {
        abort.abort('enough');
      },
    });
    expect(await failureOf(answer)).to.equal('enough');
  });

  it('never begins if it was aborted before', async () => {
    const answer = download(file, { signal: AbortSignal.abort('too late') });
    expect(await failureOf(answer)).to.equal('too late');
  });
});

describe('a download that is too large', () => {
  it('is an error of memory before a byte is read, if the server declares its length', async () => {
    const heard: number[] = [];
    const answer = download(`/lie/5000000000${file}`, {
      onProgress: (loaded) => heard.push(loaded),
    });
    expect(await codeOf(answer)).to.equal('memory');
    expect(heard).to.be.empty;
  });
});

describe('a download that stalls', () => {
  const clock = clockOfSuite();

  it('is given up after 15 seconds as a network error that says so', async () => {
    const failure = await failureOf(
      download(`/hang${file}`, {
        onProgress: () => {
          setTimeout(() => {
            clock.pass(15_000); // while the next bytes are waited for
          });
        },
      }),
    );
    expect(failure).to.include({ code: 'network' });
    expect((failure as DicomError).message).to.include('15 seconds');
  });

  it('has all its time again after the page was suspended', async () => {
    let isSuspended = false;
    const answer = download(`/slow${file}`, {
      onProgress: () => {
        if (!isSuspended) {
          isSuspended = true;
          setTimeout(() => {
            clock.suspend(66_000); // while the next bytes are waited for
          });
        }
      },
    });
    expect((await answer).byteLength).to.equal(size);
    expect(isSuspended).to.be.true;
  });

  it('is not one that brings bytes now and then', async () => {
    let arrivals = 0;
    const bytes = await download(`/slow${file}`, {
      onProgress: () => {
        arrivals += 1;
        setTimeout(() => {
          clock.pass(14_000);
        });
      },
    });
    expect(arrivals).to.be.greaterThan(1);
    expect(bytes.byteLength).to.equal(size);
  });
});
