// The Python package: of one version with the npm package, with what its command needs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { project } from '../../scripts/paths.mjs';

describe('the Python package', () => {
  it('has the version of the npm package', () => {
    const { version } = JSON.parse(readFileSync(project('package.json'), 'utf8'));
    const pyproject = readFileSync(project('python', 'pyproject.toml'), 'utf8');
    assert.equal(/^version = "(.*)"$/m.exec(pyproject)?.[1], version);
  });
});
