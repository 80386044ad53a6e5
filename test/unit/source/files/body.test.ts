import { expect } from 'chai';

import { MemoryBudget, readBody } from '../../../../src/source/files/body.js';
import { failureOf } from '../../../failure.js';

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

/** Room for files of less than 32 MiB, on any machine. */
function smallFiles(): MemoryBudget {
  return new MemoryBudget(2 ** 28, 32 * mebibyte);
}

function read(pieces: number, budget = smallFiles(), most = 2 ** 32) {
  return readBody(streamOf(pieces), 'a.dcm', budget, most);
}

describe('the memory of one source', () => {
  it('is a gigabyte where the machine has enough, else a quarter of one', () => {
    const { deviceMemory = 4 } = navigator as { deviceMemory?: number };
    const budget = new MemoryBudget();
    let megabytes = 0;
    while (budget.admits(2 ** 24)) {
      megabytes += 16;
    }
    expect(megabytes).to.equal(deviceMemory < 8 ? 256 : 1024);
    expect(new MemoryBudget().tooLarge).to.equal((deviceMemory < 8 ? 32 : 128) * mebibyte);
  });
});

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

  it('is an error of memory where the browser has no place for it', async () => {
    const { Response } = globalThis;
    globalThis.Response = class extends Response {
      override blob(): Promise<Blob> {
        return Promise.reject(new TypeError('There is no place.'));
      }
    };
    try {
      expect(await failureOf(read(71))).to.include({ code: 'memory' });
    } finally {
      globalThis.Response = Response;
    }
  });

  it('fails with what its stream fails with, also once it is large', async () => {
    let count = 0;
    const breaking = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        if (++count > 40) {
          controller.error(new Error('It broke off.'));
        } else {
          controller.enqueue(new Uint8Array(mebibyte));
        }
      },
    });
    const reading = readBody(breaking, 'a.dcm', smallFiles(), 2 ** 32);
    expect(await failureOf(reading)).to.include({ message: 'It broke off.' });
  });

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
    const reading = readBody(endless, 'a.dcm', smallFiles(), 40 * mebibyte);
    expect(await failureOf(reading)).to.include({ code: 'memory' });
    expect(isCancelled).to.be.true;
  });
});
