import { expect } from 'chai';

import type { DicomError } from '../../../../src/errors.js';
import type { Warning } from '../../../../src/protocol/messages.js';
import {
  fetchAll,
  type FetchAllOptions,
  type FileProgress,
} from '../../../../src/source/files/fetch-all.js';
import { failureOf } from '../../../failure.js';

const ct = absolute('/.cache/pydicom/CT_small.dcm');
const mr = absolute('/.cache/pydicom/MR_small.dcm');
const [ctSize, mrSize] = [39206, 9830];

function absolute(path: string): string {
  return new URL(path, location.href).href;
}

function start(urls: string[], options: Partial<FetchAllOptions> = {}) {
  return fetchAll(urls, {
    crossOrigin: 'anonymous',
    signal: new AbortController().signal,
    warned: () => undefined,
    progressed: () => undefined,
    ...options,
  });
}

async function names(files: ReturnType<typeof fetchAll>): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of files) {
    found.push(name);
  }
  return found;
}

describe('URLs', () => {
  const { fetch } = globalThis;
  let running = 0;
  let most = 0;
  let signals: AbortSignal[] = [];

  beforeEach(() => {
    [running, most, signals] = [0, 0, []];
    globalThis.fetch = async (input, init) => {
      signals.push(...(init?.signal ? [init.signal] : []));
      running += 1;
      most = Math.max(most, running);
      try {
        return await fetch(input, init);
      } finally {
        running -= 1;
      }
    };
  });
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('give files that are named by them', async () => {
    const found = new Map<string, number>();
    for await (const { name, file, size } of start([ct, mr])) {
      expect(file).to.be.instanceOf(ArrayBuffer);
      found.set(name, size);
    }
    expect(Object.fromEntries(found)).to.deep.equal({ [ct]: ctSize, [mr]: mrSize });
  });

  it('give none where there are none', async () => {
    expect(await names(start([]))).to.be.empty;
  });

  it('are handed on as they arrive', async () => {
    const slow = absolute('/slow/.cache/pydicom/CT_small.dcm');
    expect((await names(start([slow, ct, mr]))).at(-1)).to.equal(slow);
  });

  it('are fetched six at a time', async () => {
    const urls = Array.from({ length: 20 }, (_, index) => `${mr}?${String(index)}`);
    expect(await names(start(urls))).to.have.members(urls);
    expect(most).to.equal(6);
  });

  it('are fetched no further when nobody reads on', async () => {
    const files = start([ct, absolute('/hang/.cache/pydicom/CT_small.dcm')]);
    await files.next();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false, false]);
    await files.return();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, true]);
  });

  it('tell how many files and bytes have come', async () => {
    const heard: FileProgress[] = [];
    await names(start([ct, mr], { progressed: (progress) => heard.push(progress) }));
    const total = ctSize + mrSize;
    expect(heard.at(-1)).to.deep.equal({ loaded: total, total, files: 2, fileCount: 2 });
    expect(heard[0]).to.include({ files: 0, total: 0 }); // the other hasn't begun
    for (const [index, { loaded, files }] of heard.entries()) {
      const before = heard[index - 1];
      expect(loaded).to.be.at.least(before?.loaded ?? 0);
      expect(files).to.be.at.least(before?.files ?? 0);
    }
  });

  it('that fail are warnings which name them, where others can be had', async () => {
    const missing = absolute('/status/404');
    const warnings: Warning[] = [];
    const found = await names(start([missing, ct], { warned: (each) => warnings.push(each) }));
    expect(found).to.deep.equal([ct]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(['files']);
    expect(warnings[0]).to.deep.include({ reason: 'http-status' });
    expect(warnings[0]?.parameters).to.include({ url: missing });
  });

  it('that all fail are an error', async () => {
    const warnings: Warning[] = [];
    const urls = [absolute('/status/404'), absolute('/status/500')];
    const options = { warned: (each: Warning) => warnings.push(each) };
    const error = (await failureOf(names(start(urls, options)))) as DicomError;
    expect(error).to.include({ code: 'network' });
    expect(warnings).to.be.empty;
  });

  it('that are aborted end with the reason', async () => {
    const abort = new AbortController();
    const progressed = () => {
      abort.abort('enough');
    };
    const urls = [absolute('/hang/.cache/pydicom/CT_small.dcm'), ct];
    const files = start(urls, { signal: abort.signal, progressed });
    expect(await failureOf(names(files))).to.equal('enough');
  });
});
