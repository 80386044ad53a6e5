import { expect } from 'chai';

import { startBehindWall } from '../../../src/pipeline/wall.js';
import { beacons, through, type Report } from '../../element/pipelines/attempts.js';

describe('the wall around a pipeline’s worker', () => {
  it('lets WebAssembly run, and nothing out', async () => {
    const { href } = new URL('/dist/pipeline-frame.js', location.href);
    const hostile = JSON.stringify({ bases: [`${location.origin}/beacon/`], script: href });
    const attempts = await (await fetch('/test/element/pipelines/attempts.js')).blob();
    const send = `
      addEventListener('message', async ({ data: { port } }) => {
        const module = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
        port.postMessage({ ...(await attempted), module: String(module) });
      });`;
    const parts = [`globalThis.hostile = ${hostile};`, attempts, send];
    const { port, end } = await startBehindWall(new Blob(parts), href);
    const report = await new Promise<Report & { module: string }>((resolve) => {
      port.onmessage = ({ data }: MessageEvent<Report & { module: string }>) => {
        resolve(data);
      };
    });
    expect(report).to.include({ origin: 'null', module: '[object WebAssembly.Module]' });
    expect(Object.keys(report.outcomes)).to.have.length.above(30);
    expect(through(report.outcomes)).to.deep.equal([]);
    expect(await beacons()).to.deep.equal([]);
    end();
    expect(document.querySelector('iframe')).to.equal(null);
  });

  it('is what stops them: a worker of the page gets through', async () => {
    const base = `${location.origin}/status/200?`;
    const hostile = JSON.stringify({ bases: [base], script: '/dist/pipeline-frame.js' });
    const attempts = await (await fetch('/test/element/pipelines/attempts.js')).blob();
    const send = 'void attempted.then((report) => postMessage(report));';
    const script = new Blob([`globalThis.hostile = ${hostile};`, attempts, send]);
    const worker = new Worker(URL.createObjectURL(script));
    const { outcomes } = await new Promise<Report>((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Report>) => {
        resolve(data);
      });
    });
    worker.terminate();
    const ofBase = ['fetch', 'XMLHttpRequest', 'worker of a blob'].map(
      (name) => `${name}, ${base}`,
    );
    const names = [...ofBase, 'importScripts of a blob', 'eval', 'indexedDB', 'caches'];
    expect(through(outcomes)).to.include.members(names);
  });

  it('is none where the page’s policy stops the frame’s script', async () => {
    const missing = new URL('/beacon', location.href).href;
    const outcome = await startBehindWall(new Blob(), missing).catch((error: unknown) => error);
    expect(outcome).to.be.an('error');
    expect(document.querySelector('iframe')).to.equal(null);
  });
});
