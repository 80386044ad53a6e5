import { expect } from 'chai';

import { fetchWithStallLimit, readAll, StallError } from '../../../src/network/fetch.js';
import { clockOfSuite } from '../../clock.js';
import { failureOf } from '../../failure.js';

const file = '/.cache/pydicom/CT_small.dcm';

function bodyOf({ body }: Response): ReadableStream<Uint8Array> {
  return body ?? new ReadableStream();
}

describe('a fetch with a stall limit', () => {
  it('is what fetch gives', async () => {
    const [expected, response] = [await fetch(file), await fetchWithStallLimit(file)];
    expect([response.status, response.ok]).to.deep.equal([200, true]);
    expect(response.headers.get('content-length')).to.equal('39206');
    const [bytes, found] = [await expected.arrayBuffer(), await response.arrayBuffer()];
    expect(new Uint8Array(found)).to.deep.equal(new Uint8Array(bytes));
  });

  it('reports the bytes as they arrive', async () => {
    const arrived: number[] = [];
    const options = { arrived: (bytes: number) => arrived.push(bytes) };
    await (await fetchWithStallLimit(`/slow${file}`, {}, options)).arrayBuffer();
    expect(arrived.length).to.be.greaterThan(1);
    expect(arrived.reduce((sum, bytes) => sum + bytes, 0)).to.equal(39206);
  });

  it('fails where nobody answers', async () => {
    const { fetch } = globalThis;
    globalThis.fetch = (_, init) =>
      new Promise((__, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    try {
      const failure = await failureOf(fetchWithStallLimit(file, {}, { limit: 50 }));
      expect(failure).to.be.instanceOf(StallError);
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('ends with the reason of the signal', async () => {
    const abort = new AbortController();
    const response = await fetchWithStallLimit(`/hang${file}`, { signal: abort.signal });
    const bytes = readAll(bodyOf(response));
    abort.abort(new Error('enough'));
    expect(await failureOf(bytes)).to.include({ message: 'enough' });
  });

  it('stops the download when its body is cancelled', async () => {
    let reason: unknown;
    const endless = new ReadableStream({
      cancel(given: unknown) {
        reason = given;
      },
    });
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.resolve(new Response(endless));
    try {
      await bodyOf(await fetchWithStallLimit(file)).cancel('enough');
    } finally {
      globalThis.fetch = fetch;
    }
    expect(reason).to.equal('enough');
  });

  describe('for which time passes', () => {
    const clock = clockOfSuite();

    it('fails in its body where that brings nothing for 15 seconds', async () => {
      const arrived = () => {
        setTimeout(() => {
          clock.pass(15_000); // while the next piece is waited for
        });
      };
      const response = await fetchWithStallLimit(`/hang${file}`, {}, { arrived });
      const failure = await failureOf(readAll(bodyOf(response)));
      expect(failure).to.be.instanceOf(StallError);
      expect((failure as StallError).url).to.equal(`/hang${file}`);
    });

    it('waits for as long as nobody reads it', async () => {
      const response = await fetchWithStallLimit(file);
      clock.pass(600_000);
      expect((await response.arrayBuffer()).byteLength).to.equal(39206);
    });
  });
});
