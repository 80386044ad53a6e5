import { expect } from 'chai';

import { DicomError } from '../../../../src/errors.js';
import type { Warning } from '../../../../src/protocol/messages.js';
import type { JsonDataSet } from '../../../../src/source/dicomweb/data-set.js';
import { Server } from '../../../../src/source/dicomweb/server.js';
import { MemoryBudget } from '../../../../src/source/files/body.js';
import { fetchAll } from '../../../../src/source/files/fetch-all.js';
import { fetchFile } from '../../../../src/source/files/fetch-file.js';
import { persist } from '../../../../src/source/files/persist.js';
import { failureOf } from '../../../failure.js';

const root = 'https://pacs.example.org/dicom-web/studies/1.2';
const series = `${root}/series/1.2.3`;
const instance = `${series}/instances/1.2.3.4`;
const uid = '00080018';

/** A server whose answers a function makes of URLs, and what it was asked and has warned of. */
function serverOf(answer: (url: URL) => Response) {
  const asked: string[] = [];
  const warnings: Warning[] = [];
  const fetcher = (request: Request) => {
    asked.push(request.url);
    return Promise.resolve(answer(new URL(request.url)));
  };
  const options = {
    crossOrigin: 'anonymous',
    fetcher: () => fetcher,
    signal: new AbortController().signal,
    warned: (warning: Warning) => warnings.push(warning),
  } as const;
  const tools = { fetchAll, fetchFile, persist, MemoryBudget, DicomError };
  return { server: new Server(tools, options), asked, warnings };
}

function notFound(): Response {
  return new Response('', { status: 404 });
}

function dataSetOf(number: number): JsonDataSet {
  return { [uid]: { vr: 'UI', Value: [`1.2.3.${String(number)}`] } };
}

const all = Array.from({ length: 250 }, (_, index) => dataSetOf(index));

function numbersOf(found: readonly JsonDataSet[]): number[] {
  return found.map((each) => Number(String(each[uid]?.Value?.[0]).slice('1.2.3.'.length)));
}

/** Lists from a server that sends so many at a time. */
async function listed(limit: number, headers: Record<string, string> = {}, ignoresOffset = false) {
  const { server, asked, warnings } = serverOf((url) => {
    const start = ignoresOffset ? 0 : Number(url.searchParams.get('offset'));
    return Response.json(all.slice(start, start + limit), { headers });
  });
  const found = await server.list(series, 'instances');
  return { numbers: numbersOf(found), requests: asked.length, warnings };
}

const everything = numbersOf(all);

describe('a list of a DICOMweb server', () => {
  for (const limit of [1000, 250, 200, 100, 37]) {
    it(`is whole where that sends ${String(limit)} at a time`, async () => {
      const { numbers, requests, warnings } = await listed(limit);
      expect(numbers).to.deep.equal(everything);
      expect(requests).to.equal(Math.ceil(250 / limit) + 1);
      expect(warnings).to.be.empty;
    });
  }

  it('is not asked for without end where the offset is ignored', async () => {
    const { numbers, requests, warnings } = await listed(1000, {}, true);
    expect(numbers).to.deep.equal(everything);
    expect(requests).to.equal(2);
    expect(warnings).to.be.empty;
  });

  it('has a warning where there are more than can be had', async () => {
    const warning = '299 pacs: There are 150 additional results that can be requested';
    const { numbers, warnings } = await listed(100, { warning }, true);
    expect(numbers).to.have.length(100);
    const parameters = { url: series, count: 100 };
    expect(warnings).to.deep.equal([{ code: 'files', reason: 'dicomweb-list-cut', parameters }]);
    expect((await listed(100, { warning: '299 pacs: fuzzymatching is ignored' }, true)).warnings).to
      .be.empty;
  });

  it('is one file in a folder', async () => {
    const { server, asked } = serverOf(({ pathname }) =>
      pathname.endsWith('/index.json') ? Response.json(all) : notFound(),
    );
    expect(numbersOf(await server.list(series, 'instances'))).to.deep.equal(everything);
    expect(asked.filter((url) => url.endsWith('/index.json'))).to.have.length(1);
  });
});

describe('bulk data', () => {
  const profile = (BulkDataURI: string): JsonDataSet => ({
    ...dataSetOf(4),
    '00480105': { vr: 'SQ', Value: [{ '00282000': { vr: 'OB', BulkDataURI } }, null] },
  });
  const elementOf = (dataSet: JsonDataSet) =>
    (dataSet['00480105']?.Value?.[0] as JsonDataSet)['00282000'];

  for (const [uri, ofInstance, ofSeries] of [
    ['bulk/7', `${instance}/bulk/7`, `${series}/bulk/7`],
    ['../bulk/7', `${series}/instances/bulk/7`, `${root}/series/bulk/7`],
    ['/bulk/7', 'https://pacs.example.org/bulk/7', 'https://pacs.example.org/bulk/7'],
    ['http://other.example/7?a=b', 'http://other.example/7?a=b', 'http://other.example/7?a=b'],
  ] as const) {
    it(`lie where their URI says, relative to the metadata: ${uri}`, async () => {
      for (const [path, expected] of [
        [`${instance}/metadata`, ofInstance],
        [`${series}/metadata`, ofSeries],
      ]) {
        const { server } = serverOf(({ href }) => {
          if (href === path) {
            return Response.json(
              [dataSetOf(3), profile(uri)].slice(path.includes('instances') ? 1 : 0),
            );
          }
          const type = { 'content-type': 'application/octet-stream' };
          return href === expected ? new Response('icc', { headers: type }) : notFound();
        });
        const dataSet = await server.metadata(instance);
        await server.resolveBulkData(dataSet);
        expect(elementOf(dataSet)?.bytes).to.deep.equal(new TextEncoder().encode('icc'));
      }
    });
  }

  it('may be missing', async () => {
    const { server } = serverOf(({ pathname }) =>
      pathname.endsWith('/metadata') ? Response.json([profile('gone')]) : notFound(),
    );
    const dataSet = await server.metadata(instance);
    await server.resolveBulkData(dataSet);
    expect(elementOf(dataSet)?.bytes).to.equal(undefined);
  });
});

describe('the metadata of an instance', () => {
  it('are not those of another in its series', async () => {
    const { server } = serverOf(({ href }) =>
      href === `${series}/metadata` ? Response.json([dataSetOf(3)]) : notFound(),
    );
    expect(await failureOf(server.metadata(instance))).to.include({ reason: 'http-status' });
  });
});

describe('a frame', () => {
  const options = {
    crossOrigin: 'anonymous',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  } as const;
  const syntax = '1.2.840.10008.1.2.4.80';

  /** Fetches a frame that is answered with a type and a body; returns its bytes as text, and its transfer syntax. */
  async function frameOf(type: string, body: BodyInit): Promise<[string, string]> {
    const { server } = serverOf(notFound);
    const fetcher = () => () =>
      Promise.resolve(new Response(body, { headers: { 'content-type': type } }));
    const { bytes, transferSyntax } = await server.frame(instance, 0, { ...options, fetcher });
    return [new TextDecoder().decode(bytes), transferSyntax];
  }

  it('is in the transfer syntax that its part names', async () => {
    const part = `--b\r\nContent-Type: application/octet-stream; transfer-syntax=${syntax}\r\n\r\nframe\r\n--b--`;
    const type = 'multipart/related; type="application/octet-stream"; boundary=b';
    expect(await frameOf(type, part)).to.deep.equal(['frame', syntax]);
  });

  it('is in the one that the whole answer names, in either way', async () => {
    const part = '--b c\r\nContent-Type: image/jls\r\n\r\nframe\r\n--b c--';
    const inType = `multipart/related; type="image/jls; transfer-syntax=${syntax}"; boundary="b c"`;
    expect(await frameOf(inType, part)).to.deep.equal(['frame', syntax]);
    const beside = `multipart/related; boundary="b c"; transfer-syntax=${syntax}; type="image/jls"`;
    expect(await frameOf(beside, part)).to.deep.equal(['frame', syntax]);
  });

  it('may be alone in its answer', async () => {
    expect(await frameOf(`image/jls; transfer-syntax=${syntax}`, 'frame')).to.deep.equal([
      'frame',
      syntax,
    ]);
    expect(await frameOf('application/octet-stream', 'frame')).to.deep.equal(['frame', '']);
  });

  it('may begin as data of gzip do, but for the method', async () => {
    const bytes = Uint8Array.of(0x1f, 0x8b, 7, 0);
    const text = new TextDecoder().decode(bytes);
    expect(await frameOf('application/octet-stream', bytes)).to.deep.equal([text, '']);
  });

  it('is found where the type of a multipart answer names no boundary', async () => {
    const part = '--b c \r\n\r\nframe\r\n--b c--';
    expect(await frameOf('multipart/related', part)).to.deep.equal(['frame', '']);
    expect(await frameOf('application/octet-stream', part)).to.deep.equal(['frame', '']);
  });
});
