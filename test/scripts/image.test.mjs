// The start image: what it is made from, and a build that can't make it.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { findProgram } from '../../scripts/command.mjs';
import { bundleBuilder, imageFiles, makeImage } from '../../scripts/image.mjs';
import { project } from '../../scripts/paths.mjs';

describe('the stamp of the start image', () => {
  const stamp = readFileSync(project('.cache', 'stamps', 'image'), 'utf8').split('\n');

  it('has every module of what makes the image', async () => {
    const { code, modules } = await bundleBuilder(project('.cache', 'parts'));
    const names = modules.map((path) => path.slice(project().length));
    assert.deepEqual(
      names.filter((name) => !stamp.includes(name)),
      [],
    );
    assert.match(code, /makeMemorySnapshot/);
  });

  it('has modules of other folders than its own, and of packages', () => {
    for (const name of [
      'src/worker/boot/build-image.ts',
      'src/worker/assistant/download.ts',
      'src/languages/message.ts',
      'node_modules/pyodide/pyodide.mjs',
    ]) {
      assert.ok(stamp.includes(name), name);
    }
  });
});

describe('the start image', () => {
  let folder;
  let lines;

  beforeEach((test) => {
    folder = mkdtempSync(join(tmpdir(), 'parts-'));
    const parts = project('.cache', 'parts');
    for (const name of readdirSync(parts).filter((name) => !imageFiles.includes(name))) {
      symlinkSync(join(parts, name), join(folder, name));
    }
    lines = [];
    test.mock.method(console, 'log', (line) => lines.push(line));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function images() {
    return readdirSync(folder).filter((name) => imageFiles.includes(name));
  }

  it('is left out, in one sentence, where there is no Chromium', async () => {
    await makeImage(folder, () => Promise.resolve(undefined));
    assert.equal(lines.length, 1);
    assert.match(lines[0], /no start image/);
    assert.deepEqual(images(), []);
  });

  it('is left out where Chromium ends before it has made it', async () => {
    await makeImage(folder, () => Promise.resolve(findProgram(['false'])));
    assert.match(lines.at(-1), /Chromium ended.*some seconds to start/);
    assert.deepEqual(images(), []);
  });
});
