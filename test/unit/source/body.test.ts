import { expect } from 'chai';

import { MemoryBudget, readBody } from '../../../src/source/body.js';
import { failureOf } from '../../failure.js';

const mebibyte = 2 ** 20;

/** A stream of so many MiB, each a piece of bytes of its number. */
function streamOf(pieces: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let count = 0;
  return new ReadableStream({
    pull(controller) {
      if (count === pieces) {
        controller.close();
      } else {
        controller.enqueue(new Uint8Array(mebibyte).fill(count++));
      }
    },
  });
}

function read(pieces: number, budget = new MemoryBudget(), most = 2 ** 32) {
  return readBody(streamOf(pieces), 'a.dcm', budget, most);
}

describe('the body of a download', () => {
  it('lies in memory if it is small', async () => {
    const body = await read(3);
    expect(body).to.be.instanceOf(ArrayBuffer);
    const bytes = new Uint8Array(body as ArrayBuffer);
    expect([bytes.length, bytes[0], bytes[mebibyte], bytes.at(-1)]).to.deep.equal([
      3 * mebibyte,
      0,
      1,
      2,
    ]);
  });

  it('lies in a Blob if it is large, in the order in which it came', async () => {
    const body = (await read(71)) as Blob;
    expect(body).to.be.instanceOf(Blob);
    expect(body.size).to.equal(71 * mebibyte);
    const bytes = new Uint8Array(await body.arrayBuffer());
    for (let piece = 0; piece < 71; piece++) {
      const [first, last] = [bytes[piece * mebibyte], bytes[(piece + 1) * mebibyte - 1]];
      expect([first, last]).to.deep.equal([piece, piece]);
    }
  });

  it('lies in a Blob if the files before it have taken what the source may have', async () => {
    const budget = new MemoryBudget(5 * mebibyte);
    const bodies = [await read(3, budget), await read(3, budget), await read(2, budget)];
    expect(bodies.map((body) => body instanceof Blob)).to.deep.equal([false, true, false]);
  });

  for (const [kept, what] of [
    [0, 'none'],
    [1, 'no further one'],
  ] as const) {
    it(`lies in memory where the browser has a place for Blobs, but ${what}`, async () => {
      const { Blob } = globalThis;
      let count = 0;
      globalThis.Blob = class extends Blob {
        override slice(start?: number, end?: number): Blob {
          const failure = new DOMException('There is no place.', 'NotReadableError');
          const part = super.slice(start, end);
          if (count++ >= kept) {
            part.arrayBuffer = () => Promise.reject(failure);
          }
          return part;
        }
      };
      try {
        const bytes = new Uint8Array((await read(71)) as ArrayBuffer);
        expect(bytes.length).to.equal(71 * mebibyte);
        for (let piece = 0; piece < 71; piece++) {
          expect(bytes[piece * mebibyte]).to.equal(piece);
        }
      } finally {
        globalThis.Blob = Blob;
      }
    });
  }

  it('may be empty', async () => {
    expect(((await read(0)) as ArrayBuffer).byteLength).to.equal(0);
  });

  it('is an error of memory once more has come than can be kept, and is read no further', async () => {
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        controller.enqueue(new Uint8Array(mebibyte));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const reading = readBody(endless, 'a.dcm', new MemoryBudget(), 20 * mebibyte);
    expect(await failureOf(reading)).to.include({ code: 'memory' });
    expect(isCancelled).to.be.true;
  });
});
