import { expect } from 'chai';

import { MultipartCut, partsOf } from '../../../../src/source/dicomweb/multipart.js';
import { failureOf } from '../../../failure.js';

type Bytes = Uint8Array<ArrayBuffer>;

const boundary = 'x-7';
const crlf = '\r\n';
const body = 'line\r\n--x-\r\n--x\r\n\r\n-\0\xff';
const twoParts = `--x-7\r\nContent-Type: a/b; c="d"\r\nX-Odd :no\r\n\r\n${body}\r\n--x-7 \t\r\n\r\nsecond\r\n--x-7--\r\n`;

function latin1(text: string): Bytes {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function textOf(pieces: readonly Bytes[]): string {
  return pieces.map((piece) => String.fromCharCode(...piece)).join('');
}

function streamOf(pieces: readonly Bytes[]): ReadableStream<Bytes> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) {
        controller.enqueue(piece);
      }
      controller.close();
    },
  });
}

/** What a text has as parts when it comes in pieces. */
async function parsed(...pieces: string[]): Promise<{ type: string | null; body: string }[]> {
  const found = [];
  for await (const part of partsOf(streamOf(pieces.map(latin1)), boundary)) {
    const bytes: Bytes[] = [];
    for await (const piece of part.body) {
      bytes.push(piece);
    }
    found.push({ type: part.headers.get('content-type'), body: textOf(bytes) });
  }
  return found;
}

const expected = [
  { type: 'a/b; c="d"', body },
  { type: null, body: 'second' },
];

describe('a multipart body', () => {
  it('has the parts between its boundaries', async () => {
    expect(await parsed(twoParts)).to.deep.equal(expected);
  });

  it('may be cut into pieces anywhere', async () => {
    for (let at = 0; at <= twoParts.length; at += 1) {
      expect(await parsed(twoParts.slice(0, at), twoParts.slice(at))).to.deep.equal(expected);
    }
    expect(await parsed(...Array.from(twoParts))).to.deep.equal(expected);
  });

  it('may have a preamble and an epilogue', async () => {
    const whole = `This is\r\n--x\r\nno part.\r\n${twoParts}nor this\r\n--x-7\r\n`;
    expect(await parsed(whole)).to.deep.equal(expected);
  });

  it('may begin with an empty line', async () => {
    expect(await parsed(crlf + twoParts)).to.deep.equal(expected);
  });

  it('may have no parts', async () => {
    expect(await parsed('--x-7--')).to.be.empty;
  });

  it('may have empty parts', async () => {
    const empty = { type: null, body: '' };
    expect(await parsed('--x-7\r\n\r\n\r\n--x-7\r\n\r\n\r\n--x-7--')).to.deep.equal([empty, empty]);
  });

  it('is read on behind a part that nobody reads', async () => {
    const types = [];
    for await (const { headers } of partsOf(streamOf([latin1(twoParts)]), boundary)) {
      types.push(headers.get('content-type'));
    }
    expect(types).to.deep.equal(['a/b; c="d"', null]);
  });

  it('is cut where its last boundary is missing', async () => {
    for (const end of [20, 47, 60, twoParts.length - 8]) {
      expect(await failureOf(parsed(twoParts.slice(0, end)))).to.be.instanceOf(MultipartCut);
    }
    expect(await failureOf(parsed('no boundary'))).to.be.instanceOf(MultipartCut);
    expect(await failureOf(parsed(''))).to.be.instanceOf(MultipartCut);
  });

  it('is whole without its last boundary if the part is as long as it says', async () => {
    const head = '--x-7\r\ncontent-length: 6\r\n\r\n';
    const part = { type: null, body: 'second' };
    expect(await parsed(`${head}second`)).to.deep.equal([part]);
    expect(await parsed(`${head}sec`, `ond${crlf}`)).to.deep.equal([part]);
    expect(await failureOf(parsed(`${head}secon`))).to.be.instanceOf(MultipartCut);
  });

  it('fails with what its stream fails with', async () => {
    const failing = new ReadableStream<Bytes>({
      start(controller) {
        controller.error(new TypeError('broken'));
      },
    });
    expect(await failureOf(partsOf(failing, boundary).next())).to.be.instanceOf(TypeError);
  });
});
