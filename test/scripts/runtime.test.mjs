// The pins of scripts/runtime.json: one version of everything, and no bytes but the pinned ones.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { demand, sha256 } from '../../scripts/checksum.mjs';
import { project } from '../../scripts/paths.mjs';
import { Problem } from '../../scripts/problem.mjs';

const read = (...path) => readFileSync(project(...path), 'utf8');
const pins = JSON.parse(read('scripts', 'runtime.json'));

describe('the pins', () => {
  it('name the Pyodide that package.json names', () => {
    const { devDependencies } = JSON.parse(read('package.json'));
    assert.equal(devDependencies.pyodide, pins.pyodide.version);
  });

  it('name the Pyodide whose licence is committed', () => {
    assert.ok(
      read('scripts', 'licenses', 'pyodide.txt').includes(`Pyodide ${pins.pyodide.version}`),
    );
  });

  for (const name of ['numpy', 'packaging', 'pydicom']) {
    it(`name the ${name} that native tests use`, () => {
      const requirements = read('scripts', 'requirements.txt').split('\n');
      assert.ok(requirements.includes(`${name}==${pins[name].version}`));
    });
  }

  it('take only the pinned bytes', () => {
    const bytes = new TextEncoder().encode('pinned');
    demand('A file', bytes, sha256(bytes));
    assert.throws(
      () => demand('A file', new TextEncoder().encode('other'), sha256(bytes)),
      (error) =>
        error instanceof Problem &&
        /^A file is not the file that .* pins: .*\.$/.test(error.message),
    );
  });
});
