import { expect } from 'chai';

import type { DicomError } from '../../../../src/errors.js';
import type { Warning } from '../../../../src/protocol/messages.js';
import {
  fetchAll,
  type FetchAllOptions,
  type FileProgress,
} from '../../../../src/source/files/fetch-all.js';
import { clockOfSuite } from '../../../clock.js';
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
    pauses: [0, 0],
    ...options,
  });
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
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
  let urls: string[] = [];

  beforeEach(() => {
    [running, most, signals, urls] = [0, 0, [], []];
    globalThis.fetch = async (input, init) => {
      signals.push(...(init?.signal ? [init.signal] : []));
      urls.push(new Request(input).url);
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
    expect(warnings[0]).to.deep.include({ reason: 'files-not-fetched' });
    expect(warnings[0]?.parameters).to.deep.include({ left: 1, count: 2 });
    expect(JSON.stringify(warnings)).to.include(missing);
  });

  it('are tried again twice where the failure may pass, and then are no failure', async () => {
    const warnings: Warning[] = [];
    const passing = absolute(`/passing/2/${crypto.randomUUID()}/.cache/pydicom/MR_small.dcm`);
    const found = await names(start([ct, passing], { warned: (each) => warnings.push(each) }));
    expect(found).to.have.members([ct, passing]);
    expect(warnings).to.be.empty;
  });

  it('fail for good at the third try', async () => {
    const warnings: Warning[] = [];
    const passing = absolute(`/passing/3/${crypto.randomUUID()}/.cache/pydicom/MR_small.dcm`);
    const found = await names(start([ct, passing], { warned: (each) => warnings.push(each) }));
    expect(found).to.deep.equal([ct]);
    expect(warnings).to.have.length(1);
  });

  for (const [what, status, times] of [
    ['not tried again if the file is not there', '404', 1],
    ['tried again if the server is overloaded', '429', 3],
  ] as const) {
    it(`are ${what}`, async () => {
      const failing = absolute(`/status/${status}`);
      await names(start([ct, failing]));
      expect(urls.filter((url) => url === failing)).to.have.length(times);
    });
  }

  it('are tried no more where the server answers for none', async () => {
    const all = Array.from({ length: 20 }, (_, at) => absolute(`/status/500?${String(at)}`));
    await failureOf(names(start(all)));
    expect(urls.filter((url) => url === all[19])).to.have.length(1);
  });

  it('that are the only one fail at once', async () => {
    await failureOf(names(start([absolute('/status/500')])));
    expect(urls).to.have.length(1);
  });

  describe('whose server says how long it is overloaded', () => {
    const clock = clockOfSuite();

    for (const [asked, waited] of [
      ['7', 7000],
      ['3600', 10_000],
      ['', 1000],
    ] as const) {
      it(`are tried again after ${String(waited)} ms where it says "${asked}"`, async () => {
        let answers = 0;
        globalThis.fetch = (url, init) => {
          const headers = asked ? { 'retry-after': asked } : {};
          const isFirst = new Request(url).url === mr && ++answers === 1;
          return isFirst
            ? Promise.resolve(new Response('', { status: 503, headers }))
            : fetch(url, init);
        };
        const files = names(start([ct, mr], { pauses: [1000] }));
        while (answers < 1) {
          await turn();
        }
        for (let turns = 0; turns < 5; turns++) {
          await turn();
        }
        clock.pass(waited - 1);
        await turn();
        expect(answers).to.equal(1);
        clock.pass(1);
        expect(await files).to.have.members([ct, mr]);
        expect(answers).to.equal(2);
      });
    }
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
