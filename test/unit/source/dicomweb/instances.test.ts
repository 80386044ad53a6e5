import { expect } from 'chai';

import { DicomError } from '../../../../src/errors.js';
import type { Warning } from '../../../../src/protocol/messages.js';
import { Instances } from '../../../../src/source/dicomweb/instances.js';
import { Server } from '../../../../src/source/dicomweb/server.js';
import { MemoryBudget } from '../../../../src/source/files/body.js';
import { fetchAll } from '../../../../src/source/files/fetch-all.js';
import { fetchFile } from '../../../../src/source/files/fetch-file.js';
import { persist } from '../../../../src/source/files/persist.js';

const instance = 'https://pacs.example.org/studies/1.2/series/1.2.3/instances/1.2.3.4';
const littleEndian = '1.2.840.10008.1.2.1';
const bigEndian = '1.2.840.10008.1.2.2';
const jpegLs = '1.2.840.10008.1.2.4.80';
const rle = '1.2.840.10008.1.2.5';

/** A request for a frame: which from 0, in which transfer syntax, and how often it was asked for before. */
interface FrameRequest {
  frame: number;
  syntax: string;
  before: number;
}

function busy(): Response {
  return new Response('', { status: 503 });
}

function frameOf(bytes: number[], syntax: string): Response {
  const type = `application/octet-stream; transfer-syntax=${syntax}`;
  return new Response(Uint8Array.from(bytes), { headers: { 'content-type': type } });
}

/** Retrieves an instance of so many frames of two samples with 16 bits, which a function answers with. */
async function retrieved(count: number, answer: (request: FrameRequest) => Response) {
  const asked: FrameRequest[] = [];
  const warnings: Warning[] = [];
  const fetcher = (request: Request) => {
    const [, number] = /frames\/(\d+)$/.exec(request.url) ?? [];
    if (number === undefined) {
      return Promise.resolve(Response.json([dataSetOf(count)]));
    }
    const frame = Number(number) - 1;
    const [, syntax = ''] =
      /transfer-syntax=([^,]*)/.exec(request.headers.get('accept') ?? '') ?? [];
    const before = asked.filter((each) => each.frame === frame).length;
    asked.push({ frame, syntax, before });
    return Promise.resolve(answer({ frame, syntax, before }));
  };
  const options = {
    crossOrigin: 'anonymous',
    fetcher: () => fetcher,
    signal: new AbortController().signal,
    warned: (warning: Warning) => warnings.push(warning),
    progressed: () => undefined,
    onProgress: () => undefined,
    pauses: [0, 0],
    series: 0,
    frame: 0,
  } as const;
  const tools = { fetchAll, fetchFile, persist, MemoryBudget, DicomError };
  const instances = new Instances(new Server(tools, options), options, tools);
  const file = await instances.loadUnlisted(instance, options);
  const frames: (number[] | null)[] = [];
  await instances.framesOf(file)?.run(Promise.resolve(), (frame, bytes) => {
    frames[frame] = bytes && [...new Uint8Array(bytes)];
    return Promise.resolve([]);
  });
  return { asked, warnings, frames };
}

function dataSetOf(count: number) {
  const numbers = {
    '00280002': 1,
    '00280008': count,
    '00280010': 1,
    '00280011': 2,
    '00280100': 16,
  };
  return Object.fromEntries(
    Object.entries(numbers).map(([tag, number]) => [tag, { vr: 'US', Value: [number] }]),
  );
}

/** The reasons why frames are missing, of which a warning tells. */
function whyOf([warning]: readonly Warning[]): string[] {
  const { why = [] } = (warning?.parameters ?? {}) as { why?: { reason: string }[] };
  return why.map(({ reason }) => reason);
}

describe('frames of an instance', () => {
  it('are asked for again where the server is busy', async () => {
    const { frames, asked, warnings } = await retrieved(4, ({ frame, before }) =>
      frame > 0 && before < 2 ? busy() : frameOf([frame, 0, 0, 0], littleEndian),
    );
    expect(frames.map((bytes) => bytes?.[0])).to.deep.equal([0, 1, 2, 3]);
    expect(asked).to.have.length(1 + 3 * 3);
    expect(warnings).to.be.empty;
  });

  it('are not asked for again where the server has none', async () => {
    const { frames, asked, warnings } = await retrieved(3, ({ frame }) =>
      frame === 1 ? new Response('', { status: 404 }) : frameOf([frame, 0, 0, 0], littleEndian),
    );
    expect(frames[1]).to.equal(null);
    const names = new Set(asked.map((each) => JSON.stringify(each)));
    expect(names).to.have.property('size', asked.length); // the names that a folder has are tried
    expect(asked.filter(({ frame }) => frame !== 1)).to.have.length(2);
    expect(whyOf(warnings)).to.deep.equal(['http-status']);
  });

  it('are asked for once where the server has failed for all at once', async () => {
    const { frames, asked } = await retrieved(50, ({ frame }) =>
      frame > 0 ? busy() : frameOf([0, 0, 0, 0], littleEndian),
    );
    expect(frames.filter((bytes) => bytes === null)).to.have.length(49);
    // of those under way when the sixth fails, each may have been asked for three times
    expect(asked.length).to.be.at.most(50 + 2 * (6 + 5));
  });

  it('stand in one byte order, whatever that of each is', async () => {
    const { frames, warnings } = await retrieved(3, ({ frame }) =>
      frameOf([frame, 1, 2, 3], frame === 1 ? bigEndian : littleEndian),
    );
    expect(frames).to.deep.equal([
      [0, 1, 2, 3],
      [1, 1, 3, 2],
      [2, 1, 2, 3],
    ]);
    expect(warnings).to.be.empty;
  });

  for (const [first, other] of [
    [jpegLs, rle],
    [jpegLs, littleEndian],
    [littleEndian, jpegLs],
  ] as const) {
    it(`are asked for in the transfer syntax of the first: ${other} in ${first}`, async () => {
      const { frames, asked, warnings } = await retrieved(3, ({ frame, syntax }) =>
        frame === 1 && syntax === '*' ? frameOf([9, 9], other) : frameOf([frame, 1, 2, 3], first),
      );
      expect(frames[1]).to.deep.equal([1, 1, 2, 3]);
      expect(asked.filter(({ frame }) => frame === 1).map(({ syntax }) => syntax)).to.deep.equal([
        '*',
        first,
      ]);
      expect(warnings).to.be.empty;
    });

    it(`are missing where the server has them otherwise alone: ${other} in ${first}`, async () => {
      for (const insists of [true, false]) {
        const { frames, warnings } = await retrieved(3, ({ frame, syntax }) => {
          const refuses = syntax !== '*' && !insists;
          const answered = refuses ? new Response('', { status: 406 }) : frameOf([9, 9], other);
          return frame === 1 ? answered : frameOf([frame, 1, 2, 3], first);
        });
        expect(frames).to.deep.equal([[0, 1, 2, 3], null, [2, 1, 2, 3]]);
        expect(whyOf(warnings)).to.deep.equal(['dicomweb-frame-syntax']);
      }
    });
  }
});
