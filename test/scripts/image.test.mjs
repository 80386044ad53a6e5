// The start image: what it is made from.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { bundleBuilder } from '../../scripts/image.mjs';
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
