// custom-elements.json is what the sources say now.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { project, root } from '../../scripts/paths.mjs';

it('custom-elements.json is fresh (else: npm run manifest)', () => {
  const options = [
    '--config',
    'scripts/manifest.config.mjs',
    '--outdir',
    '.cache/manifest',
    '--quiet',
  ];
  execFileSync(project('node_modules', '.bin', 'cem'), ['analyze', ...options], { cwd: root });
  const [committed, fresh] = ['custom-elements.json', '.cache/manifest/custom-elements.json'].map(
    (path) => JSON.parse(readFileSync(project(path), 'utf8')),
  );
  assert.deepEqual(committed, fresh);
});
