// `npm run release:check`: whether the package may be published, and what its script tag is then.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { run } from './command.mjs';
import { project } from './paths.mjs';
import { main, Problem } from './problem.mjs';
import { say } from './progress.mjs';
import { prepareTests } from './test-environment.mjs';

/** The tests that are about the package as others get it. */
const tests = [
  ...['dist', 'manifest', 'web-only', 'cli'].map((name) => join('scripts', `${name}.test.mjs`)),
  ...readdirSync(project('test', 'apps'))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join('apps', name)),
];

await main(async () => {
  await prepareTests();
  await build();
  await run('python', ['test/fixtures/expected.py']);
  const paths = tests.map((name) => join('test', name));
  const { ok } = await run('node', ['--test', '--test-concurrency=1', ...paths], {
    stdio: 'inherit',
  });
  if (!ok) throw new Problem('The package is not to be published: see above.');
  const { name, version } = JSON.parse(readFileSync(project('package.json'), 'utf8'));
  const hashes = JSON.parse(readFileSync(project('dist', 'integrity.json'), 'utf8'));
  say(`
${name} ${version} may be published. Its script tag, behind the address of a host that serves npm's packages:

<script
  type="module"
  src="…/${name}@${version}/dist/dicom-viewer.js"
  integrity="${hashes['dicom-viewer.js']}"
  crossorigin="anonymous"
></script>`);
});
