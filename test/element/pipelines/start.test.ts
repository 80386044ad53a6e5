import { expect } from 'chai';

import { failureOf } from '../../failure.js';
import { eachRequest, show } from '../harness.js';
import { ct, edit, putPipeline } from './pipeline.js';

const { fetch } = globalThis;

/** Damages Pyodide's script on its way, and notes the URL each time. */
function damageScript(urls: string[]): void {
  globalThis.fetch = async (input, init) => {
    const { href, pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    if (!pathname.endsWith('/pyodide.asm.js')) {
      return fetch(input, init);
    }
    urls.push(href);
    const bytes = new Uint8Array(await (await fetch(href)).arrayBuffer());
    bytes[bytes.length >> 1] = 0;
    return fetch(URL.createObjectURL(new Blob([bytes])), init);
  };
}

describe('the start of a pipeline’s Python', () => {
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('is refused where Pyodide’s script isn’t the one that was built, until it is', async () => {
    await show(ct); // the viewers' Python has it already
    const damaged: string[] = [];
    damageScript(damaged);
    const element = putPipeline('def three(pixels): return pixels * 0 + 3');
    const failure = (await failureOf(element.rendered)) as Error;
    globalThis.fetch = fetch;
    expect(damaged[0]).to.match(/\/dist\/runtime-\w+\/pyodide\.asm\.js$/);
    expect(failure).to.include({ code: 'pipeline', reason: 'pipeline-stopped' });
    expect(failure.message).to.include("pyodide.asm.js can't be fetched, or is damaged");
    expect(document.querySelector('iframe')).to.equal(null);
    edit(element, 'def four(pixels): return pixels * 0 + 4');
    await element.rendered;
    expect(await element.pixelAt(10, 20)).to.equal(4);
  });

  it('is tried again with each change, however often it has failed', async () => {
    await show(ct);
    const damaged: string[] = [];
    damageScript(damaged);
    const element = putPipeline('def six(pixels, n=6): return pixels * 0 + n');
    for (const n of [7, 8, 9, 10]) {
      expect(await failureOf(element.rendered)).to.include({ reason: 'pipeline-stopped' });
      if (n === 10) {
        globalThis.fetch = fetch;
      }
      element.parameters = { n };
    }
    await element.rendered;
    expect(await element.pixelAt(10, 20)).to.equal(10);
    expect(damaged).to.have.length(4);
  });

  it('goes on while the viewers’ Python prepares the inputs', async () => {
    const order: string[] = [];
    const note = ({ data }: MessageEvent<unknown>) => order.push(String(data));
    addEventListener('message', note);
    const end = eachRequest(({ type }) => {
      if ((type as string) === 'pipeline-inputs') {
        order.push(type);
      }
    });
    await putPipeline('def five(pixels): return pixels * 0 + 5').rendered;
    end();
    removeEventListener('message', note);
    // The second Python's frame says that it is there; the inputs themselves are asked for when it has started.
    expect(order).to.deep.equal(['pipeline-inputs', 'dicom-viewer', 'pipeline-inputs']);
  });
});
