// What is current is not made again; what isn't, is.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { refresh } from '../../scripts/freshness.mjs';
import { project } from '../../scripts/paths.mjs';

const name = 'test-product';
let folder;
let product;

/** Asks for the product once; tells whether it was made. Inputs may be met only while it is made. */
async function isMade(met) {
  let made = false;
  await refresh(product, () => {
    made = true;
    writeFileSync(product.outputs[0], 'made');
    return met;
  });
  return made;
}

function forget() {
  rmSync(project('.cache', 'stamps', name), { force: true });
}

describe('a product', () => {
  beforeEach(() => {
    forget();
    folder = mkdtempSync(join(tmpdir(), 'freshness-'));
    product = { name, inputs: [join(folder, 'input')], outputs: [join(folder, 'output')] };
    writeFileSync(product.inputs[0], 'first');
  });
  afterEach(() => {
    forget();
    rmSync(folder, { recursive: true });
  });

  it('is made once', async () => {
    assert.equal(await isMade(), true);
    assert.equal(await isMade(), false);
  });

  it('is made again when an input changes', async () => {
    await isMade();
    writeFileSync(product.inputs[0], 'second');
    assert.equal(await isMade(), true);
  });

  it('is made again when its output is gone', async () => {
    await isMade();
    rmSync(product.outputs[0]);
    assert.equal(await isMade(), true);
  });

  it('is made again when an input changes that was met while it was made', async () => {
    const module = join(folder, 'module');
    writeFileSync(module, 'first');
    assert.equal(await isMade([module]), true);
    assert.equal(await isMade([module]), false);
    writeFileSync(module, 'second');
    assert.equal(await isMade([module]), true);
    assert.equal(await isMade([module]), false);
  });

  it('is made again when an input is gone that was met while it was made', async () => {
    const module = join(folder, 'module');
    writeFileSync(module, 'first');
    await isMade([module]);
    rmSync(module);
    assert.equal(await isMade(), true);
    assert.equal(await isMade(), false);
  });

  it('is made again after a failure', async () => {
    await isMade();
    writeFileSync(product.inputs[0], 'second');
    await assert.rejects(
      refresh(product, () => Promise.reject(new Error('failed'))),
      /failed/,
    );
    writeFileSync(product.inputs[0], 'first');
    assert.equal(await isMade(), true);
  });
});
