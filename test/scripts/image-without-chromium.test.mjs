// The start image where it can't be made: the build goes on without it.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { findProgram } from '../../scripts/command.mjs';
import { imageFiles, makeImage } from '../../scripts/image.mjs';
import { project } from '../../scripts/paths.mjs';

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
