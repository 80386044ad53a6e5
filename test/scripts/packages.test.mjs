import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { run } from '../../scripts/command.mjs';
import { pyodideIndex } from '../../scripts/cli/packages.mjs';
import { project } from '../../scripts/paths.mjs';
import { pins } from '../../scripts/runtime.mjs';

const command = project('scripts', 'cli', 'dicom-viewer-element.mjs');
const hash = (text) => createHash('sha256').update(text).digest('hex');

const entry = (name, depends, file, sha256 = hash(`the wheel of ${name}`)) => ({
  name,
  version: '1.0',
  file_name: file ?? `${name.replaceAll('-', '_')}-1.0-py3-none-any.whl`,
  sha256,
  depends,
  imports: [name],
});

const lock = {
  info: { abi_version: '2025_0' },
  packages: {
    scipy: entry('scipy', ['numpy']),
    'scikit-image': entry('scikit-image', ['scipy', 'lazy_loader', 'numpy']),
    'lazy-loader': entry('lazy-loader', ['scikit-image']), // a circle
    damaged: entry('damaged', [], undefined, hash('something else')),
    missing: entry('missing', []),
    broken: entry('broken', ['nowhere']),
    libgeos: entry('libgeos', [], 'libgeos-3.12.1.zip'),
  },
};

describe('the command packages', () => {
  let server;
  let index;
  let into;
  let asked;

  before(async () => {
    server = createServer(({ url }, response) => {
      asked.push(url);
      const file = url.slice('/full/'.length);
      const found = Object.values(lock.packages).find(({ file_name: name }) => name === file);
      if (file === 'pyodide-lock.json') response.end(JSON.stringify(lock));
      else if (found && found.name !== 'missing') response.end(`the wheel of ${found.name}`);
      else response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    index = `http://127.0.0.1:${server.address().port}/full`;
  });

  after(() => server.close());
  beforeEach(() => {
    asked = [];
    into = mkdtempSync(join(tmpdir(), 'packages-'));
  });
  afterEach(() => rmSync(into, { recursive: true }));

  const packages = (...names) =>
    run('node', [command, 'packages', '--index', index, '--into', into, ...names]);
  const written = () => JSON.parse(readFileSync(join(into, 'pyodide-lock.json'), 'utf8'));

  it('fetches packages with what they need, and lists them with their hashes', async () => {
    const { ok, output } = await packages('scikit_image');
    assert.ok(ok, output);
    assert.deepEqual(readdirSync(into).sort(), [
      'lazy_loader-1.0-py3-none-any.whl',
      'pyodide-lock.json',
      'scikit_image-1.0-py3-none-any.whl',
      'scipy-1.0-py3-none-any.whl',
    ]);
    assert.equal(
      readFileSync(join(into, 'scipy-1.0-py3-none-any.whl'), 'utf8'),
      'the wheel of scipy',
    );
    assert.deepEqual(Object.keys(written().packages), ['lazy-loader', 'scikit-image', 'scipy']);
    assert.deepEqual(written().packages.scipy, lock.packages.scipy);
  });

  it('takes them from the folder of the version that the runtime has', () => {
    assert.ok(pyodideIndex.includes(`/v${pins.pyodide.version}/`));
  });

  it('keeps what is there, and fetches anew what is damaged', async () => {
    await packages('scipy');
    await packages('scikit-image');
    const wheels = (name) => asked.filter((url) => url.endsWith(`/${name}`)).length;
    assert.equal(wheels('scipy-1.0-py3-none-any.whl'), 1);
    writeFileSync(join(into, 'scipy-1.0-py3-none-any.whl'), 'half');
    await packages('scipy');
    assert.equal(wheels('scipy-1.0-py3-none-any.whl'), 2);
    assert.equal(Object.keys(written().packages).length, 3);
  });

  for (const [name, why] of Object.entries({
    nothing: 'The index has no package "nothing".',
    broken: 'The index has no package "nowhere".',
    damaged: "damaged-1.0-py3-none-any.whl has another hash than the index says: it isn't kept.",
    missing: "missing-1.0-py3-none-any.whl can't be fetched: the server answered 404.",
    libgeos: '"libgeos" is a shared library of its own',
  })) {
    it(`says why it can't: ${name}`, async () => {
      const { ok, output } = await packages(name);
      assert.ok(!ok);
      assert.ok(output.includes(why), output);
      assert.deepEqual(readdirSync(into), []);
    });
  }
});
