import { expect } from 'chai';

import { OwnPython } from '../../../src/pipeline/own-python.js';
import { Clock } from '../../clock.js';
import { failureOf } from '../../failure.js';
import { putPipeline } from '../../element/pipelines/pipeline.js';

describe('the script of a pipeline’s Python', () => {
  it('that is damaged is not run, and named', async () => {
    const whole = new TextEncoder().encode('self.ran = 1');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
    const integrity = `sha256-${btoa(String.fromCharCode(...digest))}`;
    // the hash of another script than the one that comes
    const url = new URL('/dist/pipeline-frame.js', location.href).href;
    const own = new OwnPython({
      files: Promise.resolve({
        'pyodide.asm.js': { url, integrity },
        'pipeline-worker.js': { url },
        'pipeline-frame.js': { url },
      }),
      isExposed: false,
      hasPackages: false,
      isAllowed: () => false,
    });
    const failure = (await failureOf(own.ready)) as Error;
    expect(failure.message).to.include('pipeline-frame.js').and.to.include('damaged');
    expect(own.isAlive).to.equal(false);
    expect(document.querySelector('iframe')).to.equal(null);
  });
});

describe('a pipeline’s Python', () => {
  it('that does not start is given up', async () => {
    const clock = new Clock();
    clock.start();
    const url = URL.createObjectURL(new Blob(['']));
    const own = new OwnPython({
      files: Promise.resolve({
        'pyodide.asm.js': { url },
        'pipeline-worker.js': { url },
        'pipeline-frame.js': { url: new URL('/dist/pipeline-frame.js', location.href).href },
      }),
      isExposed: false,
      hasPackages: false,
      isAllowed: () => false,
    });
    const failure = failureOf(own.ready);
    await new Promise((resolve) => {
      addEventListener('message', resolve, { once: true }); // the frame is there, the worker will say nothing
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    clock.pass(59_000);
    expect(own.isAlive).to.equal(true);
    clock.pass(1000);
    clock.stop();
    expect(await failure).to.have.property('message', "it doesn't start");
    expect(document.querySelector('iframe')).to.equal(null);
  });

  it('ends itself where nobody ends it, whatever its code catches', async () => {
    await putPipeline('def nothing(pixels): return None').rendered; // its files are known now
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
    const files = Object.fromEntries(
      fetched.map((url) => [new URL(url).pathname.replace(/.*\//, ''), { url }]),
    );
    files['pipeline-frame.js'] = { url: new URL('/dist/pipeline-frame.js', location.href).href };
    const own = new OwnPython({
      files: Promise.resolve(files),
      isExposed: false,
      hasPackages: false,
      isAllowed: () => false,
    });
    const code = `
while True:
    try:
        while True: pass
    except BaseException: pass`;
    await own.ready;
    const start = performance.now();
    await failureOf(own.load(code, 'endless.py', 0.5));
    expect(performance.now() - start).to.be.above(500);
    expect(own.isAlive).to.equal(false);
  });
});
