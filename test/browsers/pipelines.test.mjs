// Pipelines in the other engines: their pixels and layers, and the wall around them under the policies that pages have.

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { project } from '../../scripts/paths.mjs';
import { done } from './done.mjs';
import * as firefox from './firefox.mjs';
import { serve } from './server.mjs';
import * as webkit from './webkit.mjs';

const timeout = 240_000;

const src = '/.cache/pydicom/CT_small.dcm';
/** The image alone. */
const plain = { attributes: { src } };

const attempts = '/test/element/pipelines/attempts';

/** Pixels of CT_small.dcm in HU: 128 × 128 stored values at the end of the file, from -1024. */
const values = (() => {
  const file = readFileSync(project('.cache', 'pydicom', 'CT_small.dcm'));
  const element = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x57, 0, 0, 0, 0x80, 0, 0]);
  const start = file.indexOf(element) + element.length;
  return Array.from({ length: 128 * 128 }, (_, at) => file.readInt16LE(start + 2 * at) - 1024);
})();

/** Attributes of what may be slow on a busy machine. */
const slow = { src, 'pipeline-timeout': '50' };

/** Values that a window of floats (LINEAR_EXACT) shows as they are, however it rounds. */
const residues = {
  python: 'def residues(pixels): return pixels % 256 + 0.25',
  attributes: { src, 'window-center': '127.5', 'window-width': '255' },
};
const shownResidues = values.flatMap((value) => {
  const residue = ((value % 256) + 256) % 256;
  return [residue, residue, residue, 255];
});

/** A loop that no error ends. */
const endless = `def endless(pixels):
  while True:
    try:
      while True: pass
    except BaseException: pass`;

/** The policies of docs/pipelines.md: where all is on one origin, and where `dist/` is on another. */
const documentation = readFileSync(project('docs', 'pipelines.md'), 'utf8');
const policies = [...documentation.matchAll(/```csp\n(.+)\n```/g)].map(([, policy]) => policy);

/** What a page has, by name: its policy, in which hosts are those of the documentation, and whether dist/ is elsewhere. */
const pages = {
  'without a policy': {},
  'whose dist/ is on another origin': { isElsewhere: true },
  'under the policy of docs/pipelines.md': { policy: policies[0] },
  'under the policy for a dist/ on another origin': { policy: policies[1], isElsewhere: true },
};

/** A policy that names no origin; what the frame has of it in WebKit matches nothing. */
const withSelf = policies[0]?.replaceAll('https://site.example', "'self'");

const engines = {
  // What each engine lets a worker do behind the wall that harms nobody; Python doesn't find it, see doors.ts.
  Firefox: { browser: firefox, open: [], hasSelf: true },
  WebKitGTK: { browser: webkit, open: ['caches'], hasSelf: false },
};

for (const [name, { browser, open, hasSelf }] of Object.entries(engines)) {
  const skip = await browser.lack();

  describe(`pipelines in ${name}`, { timeout: 9 * timeout }, () => {
    let server;
    let elsewhere;
    let tab;

    before(async () => {
      if (skip) return;
      server = await serve({}, answerPage);
      elsewhere = await serve({ 'access-control-allow-origin': '*' });
      tab = await browser.start();
    });

    after(async () => {
      await tab?.end();
      server?.end();
      elsewhere?.end();
    });

    /** Opens a page that shows an image; returns where its dist/ is. */
    async function visit({ policy = '', isElsewhere = false }) {
      const dist = isElsewhere ? elsewhere.url : server.url;
      const hosts = policy
        .replaceAll('https://site.example', server.url)
        .replaceAll('https://cdn.example', elsewhere.url);
      const query = new URLSearchParams({ policy: hosts, dist });
      await tab.visit(`${server.url}/page?${query}`);
      await tab.ask('show', plain);
      return dist;
    }

    /** Tries to get out of a page; returns what came of it. */
    async function tryToGetOut(page) {
      const dist = await visit(page);
      const bases = [server, elsewhere].map(({ url }) => `${url}/beacon/`);
      const script = `${dist}/dist/pipeline-frame.js`;
      await tab.ask('infest', `${attempts}.js`, { bases, script });
      const show = (name, parameters) => {
        const pipeline = `${attempts}.py#${name}`;
        return tab.ask('show', { attributes: { ...slow, pipeline, parameters } });
      };
      const hostile = await show('hostile', JSON.stringify({ base: bases[0] }));
      assert.ok(hostile.text, hostile.message);
      let { text } = await show('scripted', '{}');
      for (let turn = 1; !text; turn += 1) ({ text } = await tab.ask('setParameters', { turn }));
      return { ofPython: JSON.parse(hostile.text), ...JSON.parse(text) };
    }

    for (const [what, page] of Object.entries(pages)) {
      it(
        `show pixels, a mask and an image without, on a page ${what}`,
        { skip, timeout },
        async (test) => {
          test.diagnostic(tab.version);
          await done(() => visit(page));
          const picture = await tab.ask('image');

          assert.deepEqual(await tab.ask('show', residues), { layers: [] });
          assert.equal(await tab.ask('image'), shownResidues.join());

          const python = 'def bright(pixels): return pixels > 100';
          assert.deepEqual(await tab.ask('show', { ...plain, python }), { layers: ['mask'] });
          assert.equal(await tab.ask('image'), picture);
          const painted = (await tab.ask('layer')).split(',').filter((_, at) => at % 4 === 3);
          assert.deepEqual(
            painted.map((opacity) => opacity !== '0'),
            values.map((value) => value > 100),
          );

          const attributes = { src, 'pipeline-timeout': '2' };
          const failure = await tab.ask('show', { python: endless, attributes });
          assert.deepEqual([failure.code, failure.reason], ['pipeline', 'pipeline-silent']);
          assert.equal(await tab.ask('image'), picture);
          if (tab.processorSeconds) await rest(tab);
        },
      );

      it(`get nothing out, on a page ${what}`, { skip, timeout }, async (test) => {
        const { ofPython, origin, outcomes } = await done(() => tryToGetOut(page));
        assert.ok(Object.keys(ofPython).length > 30);
        assert.deepEqual(through(ofPython), []);
        assert.equal(origin, 'null');
        assert.ok(Object.keys(outcomes).length > 50);
        assert.deepEqual(through(outcomes), open);
        for (const [attempt, outcome] of Object.entries(outcomes))
          test.diagnostic(`${attempt}: ${outcome}`);

        assert.deepEqual([...server.reached, ...elsewhere.reached], []);
        assert.deepEqual(await tab.ask('messages'), ['dicom-viewer']); // the frame is ready
      });
    }

    it(
      `${hasSelf ? 'run' : 'are refused, which says what to do'}, under a policy with 'self'`,
      { skip, timeout },
      async () => {
        await done(() => visit({ policy: withSelf }));
        const { code, reason, message } = await tab.ask('show', residues);
        if (hasSelf) {
          assert.equal(code, undefined);
          assert.equal(await tab.ask('image'), shownResidues.join());
        } else {
          assert.deepEqual([code, reason], ['pipeline', 'pipeline-exposed']);
          assert.ok(message.includes(`${server.url} in script-src`), message);
        }
      },
    );
  });
}

it('the policies are those of the documentation', () => {
  assert.equal(policies.length, 2);
});

/** Resolves once the browser does nothing for a second. */
async function rest(tab) {
  for (let busy = 1; busy > 0.1;) {
    const before = tab.processorSeconds();
    await pause(1000);
    busy = tab.processorSeconds() - before;
  }
}

function through(outcomes) {
  return Object.keys(outcomes).filter((name) => outcomes[name] === 'through');
}

/** Answers a page under the policy, and with the dist/, of its query. */
function answerPage({ url }, response) {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname !== '/page') return false;
  const policy = searchParams.get('policy');
  const scripts = ['test/browsers/pipeline-page.js', 'dist/dicom-viewer.js'];
  response.writeHead(200, {
    'content-type': 'text/html',
    ...(policy && { 'content-security-policy': policy }),
  });
  const tags = scripts.map(
    (script) => `<script type="module" src="${searchParams.get('dist')}/${script}"></script>`,
  );
  response.end(`<!doctype html><title>A page</title><body>${tags.join('')}`);
  return true;
}
