// The packed package where there is no browser: on a server, and in the DOM of unit tests.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../scripts/command.mjs';
import { environmentOf, install, pack, write } from './projects.mjs';

const timeout = 120_000;

const group = { packages: { '@lit-labs/ssr': '4.1.0', jsdom: '26.1.0', lit: '3.3.3' } };

/** Scripts that fail where anything is thrown, and what they print. */
const scripts = {
  'constructs and renders in Node': {
    code: `import { DicomViewer } from 'dicom-viewer-element';
DicomViewer.base = '/dicom-viewer/';
const viewer = new DicomViewer();
Object.assign(viewer, { src: 'ct.dcm', windowCenter: 40, controls: true });
viewer.render();
console.log(viewer.loaded, viewer.error);
`,
    prints: /^false null$/,
  },
  "is rendered by Lit's server": {
    code: `import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import 'dicom-viewer-element';
console.log(await collectResult(render(html\`<dicom-viewer src="ct.dcm" controls></dicom-viewer>\`)));
`,
    prints: /<dicom-viewer\s+src="ct.dcm" controls>.*<\/dicom-viewer>/s,
  },
  'is an element of jsdom, which has no IntersectionObserver': {
    code: `import { JSDOM } from 'jsdom';
const html = '<!doctype html><html lang="de"><dicom-viewer src="ct.dcm" controls autoplay></dicom-viewer>';
const { window } = new JSDOM(html, { url: 'http://localhost/', pretendToBeVisual: true });
const names = Object.getOwnPropertyNames(window).filter((name) => /^[A-Z]/.test(name) && !(name in globalThis));
for (const name of [...names, 'window', 'document', 'location', 'customElements', 'getComputedStyle', 'Event', 'CustomEvent', 'EventTarget']) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
}
if ('IntersectionObserver' in globalThis) throw new Error('There is one now.');
window.addEventListener('error', ({ error }) => { throw error; });
const { DicomViewer } = await import('dicom-viewer-element');
const viewer = document.querySelector('dicom-viewer');
await viewer.updateComplete;
await viewer.rendered.catch(() => undefined);
viewer.remove();
document.body.append(viewer);
await viewer.updateComplete;
console.log(viewer instanceof DicomViewer, viewer.error.code);
process.exit();
`,
    prints: /^true runtime$/,
  },
};

const tarball = await pack();
const skip = await install('servers', group, tarball);

describe('the packed package without a browser', () => {
  for (const [title, { code, prints }] of Object.entries(scripts)) {
    it(`${title}${skip ? ` (not tried: ${skip})` : ''}`, { skip, timeout }, async () => {
      const cwd = write({ group: 'servers', folder: 'page', files: { 'page.mjs': code } }, {});
      const options = { cwd, env: environmentOf('servers') };
      const { ok, output } = await run(process.execPath, ['page.mjs'], options);
      assert.ok(ok, output.slice(-2000));
      assert.match(output, prints);
    });
  }
});
