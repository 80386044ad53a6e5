import { expect } from 'chai';

import { DicomViewer } from '/dist/dicom-viewer.js';

import { clockOfSuite } from '../clock.js';
import { failureOf } from '../failure.js';
import {
  button,
  eachRequest,
  generated,
  halfOf,
  heard,
  next,
  pixels,
  put,
  sample,
  show,
  slider,
  workers,
} from './harness.js';

const ct = sample('CT_small.dcm');

function crash(): void {
  workers.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'out of luck' }));
}

/** Lets the page be seen by nobody, or by somebody. */
function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** The phases of starts that the page's timeline has, without their prefix. */
function startPhases(): string[] {
  return performance.getEntriesByType('measure').map(({ name }) => name.split(':')[1] ?? name);
}

/** Shows an image with a worker that lies elsewhere; the next start is as usual. */
async function startAt(path: string): Promise<DicomViewer> {
  const { Worker: RightWorker } = globalThis;
  globalThis.Worker = class extends RightWorker {
    constructor(_: string | URL, options?: WorkerOptions) {
      super(path, options);
    }
  };
  crash();
  performance.clearMeasures();
  const element = await show(ct, { colormap: 'hot' });
  globalThis.Worker = RightWorker;
  crash();
  return element;
}

describe('the one runtime of a page', () => {
  it('is not started by an element without a source', async () => {
    const element = put({ controls: '', info: '' });
    await element.rendered;
    expect(workers).to.be.empty;
  });

  it('serves two elements with one worker', async () => {
    const elements = [put({ src: ct }), put({ src: generated('stack') })];
    await Promise.all(elements.map(({ rendered }) => rendered));
    expect(elements.map(({ columns }) => columns)).to.deep.equal([128, 40]);
    expect(workers).to.have.length(1);
  });

  it('serves sixteen elements with one worker', async () => {
    const elements = Array.from({ length: 16 }, (_, frame) =>
      put({ src: generated('stack'), frame: String(frame % 12), invert: '' }),
    );
    await Promise.all(elements.map(({ rendered }) => rendered));
    expect(elements.map(({ frame }) => frame)).to.deep.equal(
      Array.from({ length: 16 }, (_, frame) => frame % 12),
    );
    expect(elements.every(({ loaded }) => loaded)).to.be.true;
    expect(workers).to.have.length(1);
  });

  it('starts with the next source after a start that failed', async () => {
    const { Worker: RightWorker } = globalThis;
    globalThis.Worker = class extends RightWorker {
      constructor(_: string | URL, options?: WorkerOptions) {
        super('/status/404', options);
      }
    };
    crash(); // so that a new one is needed
    const element = put({ src: ct });
    const failure = await failureOf(element.rendered);
    globalThis.Worker = RightWorker;
    expect(failure).to.include({ code: 'runtime' });
    element.src = generated('stack');
    await element.rendered;
    expect(element.loaded).to.be.true;
  });

  it('starts with the next source after the page could not even make a worker', async () => {
    const { Worker: RightWorker } = globalThis;
    globalThis.Worker = class extends RightWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.terminate();
        throw new DOMException('not here', 'SecurityError');
      }
    };
    crash(); // so that a new one is needed
    const element = put();
    const errors = heard(element, 'dicom-error');
    element.src = ct;
    const failure = await failureOf(element.rendered);
    globalThis.Worker = RightWorker;
    expect(failure).to.include({ code: 'runtime' });
    expect(errors.map(({ code }) => code)).to.deep.equal(['runtime']);
    element.src = generated('stack');
    await element.rendered;
    expect(element.loaded).to.be.true;
  });

  it('tells of the bytes that it starts with', async () => {
    crash();
    const element = put();
    const details = heard(element, 'dicom-progress');
    element.src = ct;
    await element.rendered;
    const bytes = details.filter(({ phase }) => phase === 'runtime').map(({ loaded }) => loaded);
    expect(bytes).to.deep.equal([...bytes].sort((a, b) => a - b));
    expect(bytes.at(-1)).to.be.greaterThan(1e6);
  });

  it('counts all that it fetches to start', async () => {
    const { runtimeFolder } = (await (await fetch('/.cache/runtime-manifest.json')).json()) as {
      runtimeFolder: string;
    };
    const names = [
      'pyodide.asm.wasm.bin',
      'base.patch.bin',
      'image.patch.bin',
      '_multiarray_umath.cpython-313-wasm32-emscripten.so.bin',
    ];
    const sizes = names.map(async (name) => {
      const { headers } = await fetch(`/dist/${runtimeFolder}/${name}`, { method: 'HEAD' });
      return Number(headers.get('content-length'));
    });
    const size = (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0);
    expect(size).to.be.greaterThan(5e6);
    crash();
    const element = put();
    const details = heard(element, 'dicom-progress');
    element.src = ct;
    await element.rendered;
    const ofRuntime = details.filter(({ phase }) => phase === 'runtime');
    expect(ofRuntime.at(-1)).to.deep.equal({ phase: 'runtime', loaded: size, total: size });
    // the image, which is fetched last, is counted before
    const totals = ofRuntime.filter(({ loaded }) => loaded > size / 2).map(({ total }) => total);
    expect(new Set(totals)).to.deep.equal(new Set([size]));
  });

  it('tells how long each part of its start took', async () => {
    crash();
    performance.clearMeasures();
    const before = performance.now();
    await show(ct);
    const [whole] = performance.getEntriesByName('dicom-viewer:python');
    expect(whole?.startTime).to.be.within(before, performance.now());
    expect(startPhases()).to.include.members(['fetch image', 'compile', 'interpreter', 'link']);
    expect(startPhases()).not.to.include('fetch packages');
  });

  it('starts from its image also where CPython has no trampoline, as on an iPhone', async () => {
    const element = await startAt('/iphone/dist/worker.js');
    expect(startPhases()).to.include('fetch image');
    expect(startPhases()).not.to.include('fetch packages');
    expect(element.loaded).to.be.true;
  });

  it('starts from its image also where it can have no assistant', async () => {
    await fetch('/fragile/dist/assistant.js?break');
    const element = await startAt('/fragile/dist/worker.js');
    await fetch('/fragile/dist/assistant.js?mend');
    expect(startPhases()).to.include('fetch image');
    expect(startPhases()).not.to.include('fetch packages');
    expect(element.loaded).to.be.true;
  });

  it('imports its modules anew where the start image does not fit', async () => {
    const element = await startAt('/misfit/dist/worker.js');
    expect(startPhases()).to.include('fetch packages');
    expect(element.loaded).to.be.true;
  });

  it('tells of its bytes only once, though the source is replaced meanwhile', async () => {
    crash();
    const element = put();
    const details = heard(element, 'dicom-progress');
    const forget = eachRequest(() => {
      forget();
      element.src = generated('stack');
    });
    element.src = ct;
    await next(element, 'dicom-load');
    const bytes = details.filter(({ phase }) => phase === 'runtime').map(({ loaded }) => loaded);
    expect(bytes).not.to.be.empty;
    expect(new Set(bytes)).to.have.lengthOf(bytes.length);
  });

  it('tells what it holds', async () => {
    await show(ct);
    await show(generated('stack'));
    const { studies, heapBytes, references } = await DicomViewer.statistics();
    expect(studies).to.equal(2);
    expect(heapBytes).to.be.within(5e6, 500e6);
    expect(references).to.be.greaterThan(0);
  });
});

describe('the runtime of a page that nobody sees', () => {
  const clock = clockOfSuite();

  it('lets go after five minutes of what is kept for speed, and shows it again', async () => {
    const element = await show(sample('SC_rgb_rle_2frame.dcm'));
    const before = pixels(element);
    const asked: string[] = [];
    const forget = eachRequest(({ type }) => asked.push(type));
    hide(true);
    clock.pass(299_999);
    hide(false);
    clock.pass(300_000);
    hide(true);
    expect(asked).to.be.empty;
    clock.pass(300_000);
    expect(asked).to.deep.equal(['drop-caches']);
    hide(false);
    element.invert = true;
    await element.rendered;
    element.invert = false;
    await element.rendered;
    forget();
    expect(pixels(element)).to.deep.equal(before);
  });
});

describe('a runtime that nobody uses', () => {
  const clock = clockOfSuite();

  beforeEach(crash); // so that the clock is that of the next one

  async function showAndRemove(): Promise<void> {
    const element = await show(ct);
    element.remove();
    await element.rendered;
    expect((await DicomViewer.statistics()).studies).to.equal(0);
  }

  async function startedAgain(): Promise<boolean> {
    const before = workers.length;
    await show(ct);
    return workers.length > before;
  }

  it('is ended after two minutes, and the next source starts another', async () => {
    await showAndRemove();
    clock.pass(119_999);
    expect(await startedAgain()).to.be.false;
    document.body.replaceChildren();
    await showAndRemove();
    clock.pass(120_000);
    expect(await startedAgain()).to.be.true;
  });

  it('is ended after ten seconds while nobody sees the page', async () => {
    await showAndRemove();
    hide(true);
    clock.pass(10_000);
    hide(false);
    expect(await startedAgain()).to.be.true;
  });

  it('is kept for two minutes after it was started early', async () => {
    await DicomViewer.preload();
    clock.pass(119_000);
    expect(await startedAgain()).to.be.false;
  });

  it('is not one with an image on the page, or with a source on its way', async () => {
    await show(ct);
    clock.pass(600_000);
    expect(await startedAgain()).to.be.false;
    document.body.replaceChildren();
    const element = put({ src: halfOf(ct) });
    await next(element, 'dicom-progress');
    expect((await DicomViewer.statistics()).studies).to.equal(0);
    const before = workers.length;
    hide(true);
    clock.pass(14_000);
    hide(false);
    element.src = ct;
    await element.rendered;
    expect(workers).to.have.length(before);
  });
});

describe('a runtime that dies', () => {
  it('fails what waits for it with runtime', async () => {
    const element = put();
    const forget = eachRequest(({ type }) => {
      if (type === 'add') {
        crash();
      }
    });
    element.src = ct;
    const { detail } = await next(element, 'dicom-error');
    forget();
    expect(detail.code).to.equal('runtime');
    expect(detail.message).to.include('out of luck');
    expect(await failureOf(element.rendered)).to.include({ code: 'runtime' });
  });

  it('gives way to a new one with the next source', async () => {
    const element = await show(ct);
    const before = workers.length;
    crash();
    element.src = generated('stack');
    await element.rendered;
    expect(workers).to.have.length(before + 1);
    expect(element.columns).to.equal(40);
    expect(element.error).to.equal(null);
  });

  it('fails also a pixel that was asked for', async () => {
    const element = await show(ct);
    crash();
    expect(await failureOf(element.pixelAt(0, 0))).to.include({ code: 'runtime' });
  });

  it('leaves what it showed on the canvas, and is replaced when a new view is asked for', async () => {
    const element = await show(generated('stack'), { controls: '' });
    const errors = heard(element, 'dicom-error');
    const before = workers.length;
    crash();
    await element.rendered;
    expect(workers).to.have.length(before);
    button(element, 'Invert').click();
    slider(element, 'Frame').value = '3';
    slider(element, 'Frame').dispatchEvent(new InputEvent('input'));
    await element.rendered;
    expect(workers).to.have.length(before + 1);
    expect(errors).to.be.empty;
    expect([element.frame, element.invert, element.loaded]).to.deep.equal([3, true, true]);
    const fresh = await show(generated('stack'), { frame: '3', invert: '' });
    expect(pixels(element)).to.deep.equal(pixels(fresh));
  });

  it('is replaced once for all viewers', async () => {
    const elements = await Promise.all([show(ct), show(generated('stack')), show(ct)]);
    const before = workers.length;
    crash();
    for (const element of elements) {
      element.invert = true;
    }
    await Promise.all(elements.map(({ rendered }) => rendered));
    expect(workers).to.have.length(before + 1);
    expect(elements.map(({ error }) => error)).to.deep.equal([null, null, null]);
  });

  it('is an error once it dies again over the same image', async () => {
    const element = await show(generated('stack'));
    const errors = heard(element, 'dicom-error');
    const forget = eachRequest(({ type }) => {
      if (type === 'picture') {
        crash();
      }
    });
    const before = workers.length;
    element.frame = 3;
    expect(await failureOf(element.rendered)).to.include({ code: 'runtime' });
    forget();
    expect(workers).to.have.length(before + 1);
    expect(errors.map(({ code }) => code)).to.deep.equal(['runtime']);
  });

  it('can be started early again', async () => {
    await show(ct);
    crash();
    await DicomViewer.preload();
    expect((await DicomViewer.statistics()).studies).to.equal(0);
  });
});
