import { expect } from 'chai';

import { otherOrigin, show } from '../harness.js';
import { embed, empty, open, run } from '../page.js';
import { ct, putPipeline } from './pipeline.js';

/** What a hostile file tries; each attempt succeeds only if it gets through. */
const attempts = (base: string) => `
import js
import pyodide_js

ATTEMPTS = {
    "fetch": lambda: js.fetch("${base}fetch"),
    "fetch of another global": lambda: js.self.fetch("${base}self"),
    "fetch of the prototype": lambda: js.Object.getPrototypeOf(js.Object.getPrototypeOf(js.self)).fetch("${base}proto"),
    "XMLHttpRequest": lambda: js.XMLHttpRequest.new(),
    "WebSocket": lambda: js.WebSocket.new("${base.replace('http', 'ws')}socket"),
    "EventSource": lambda: js.EventSource.new("${base}events"),
    "importScripts": lambda: js.importScripts("${base}script.js"),
    "Worker": lambda: js.Worker.new("${base}worker.js"),
    "FontFace": lambda: js.FontFace.new("a", "url(${base}font)"),
    "indexedDB": lambda: js.indexedDB.open("a"),
    "caches": lambda: js.caches.open("a"),
    "document": lambda: js.document.title,
    "window": lambda: js.window.parent,
    "parent": lambda: js.parent,
    "eval": lambda: js.eval("fetch"),
    "Function": lambda: js.Function.new("return self")(),
    "run_js": lambda: __import__("pyodide.code").code.run_js("self"),
    "open_url": lambda: __import__("pyodide.http").http.open_url("${base}open"),
    "loadPackage": lambda: pyodide_js.loadPackage("${base}package.whl").result(),
    "socket": lambda: __import__("socket").create_connection(("127.0.0.1", 80), 1),
    "urllib": lambda: __import__("urllib.request").request.urlopen("${base}urllib"),
}

def hostile(pixels):
    through = []
    for name, attempt in ATTEMPTS.items():
        try:
            attempt()
            through.append(name)
        except BaseException:
            pass
    js.postMessage("a message that nobody asked for")
    return ", ".join(through)
`;

async function beacons(): Promise<string[]> {
  return (await (await fetch('/beacon/')).json()) as string[];
}

describe('a hostile pipeline', () => {
  it('gets nothing out, and nothing of the page', async () => {
    const messages: unknown[] = [];
    const listener = ({ data }: MessageEvent<unknown>) => messages.push(data);
    addEventListener('message', listener);
    const element = putPipeline(attempts(`${location.origin}/beacon/`));
    await element.rendered;
    expect(element.results).to.deep.equal({ text: '' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    removeEventListener('message', listener);
    expect(await beacons()).to.deep.equal([]);
    expect(messages).to.deep.equal(['dicom-viewer']); // the frame is ready
  });

  it('is text where it makes text, never elements', async () => {
    const element = putPipeline('def text(pixels): return "<img src=x onerror=alert(1)>"');
    await element.rendered;
    expect(element.results?.text).to.equal('<img src=x onerror=alert(1)>');
    expect(element.shadowRoot?.querySelector('img')).to.equal(null);
  });
});

const code = 'def double(pixels): return pixels * 2';

describe('a pipeline on a page with a strict policy', () => {
  for (const policy of ['strict-csp', 'trusted-types']) {
    it(`runs behind the wall (${policy})`, async () => {
      const page = await open(`/${policy}/test/element/pages/embedding.html`);
      const element = await embed(page, ct);
      // as a parser puts it there: a text that a script sets would have to be trusted
      const template = new DOMParser().parseFromString(
        `<script type="text/x-python">${code}</script>`,
        'text/html',
      );
      element.append(...template.scripts);
      element.requestUpdate();
      await element.rendered;
      const value = (await (await show(ct)).pixelAt(10, 20)) as number;
      expect(await element.pixelAt(10, 20)).to.equal(value * 2);
      expect(page.violations).to.deep.equal([]);
    });
  }

  it('runs where dist/ is on another origin', async () => {
    const page = await open(empty);
    await run(page, `${await otherOrigin()}/dist/dicom-viewer.js`);
    const element = await embed(page, ct);
    const script = page.document.createElement('script');
    script.type = 'text/x-python';
    script.textContent = code;
    element.append(script);
    element.requestUpdate();
    await element.rendered;
    const value = (await (await show(ct)).pixelAt(10, 20)) as number;
    expect(await element.pixelAt(10, 20)).to.equal(value * 2);
  });
});
